package lib.cidr_test

import data.lib.cidr

test_what_is_no_range_holds_nothing_and_is_in_nothing if {
	not cidr.family("everywhere")
	not cidr.holds("everywhere", "10.0.0.0/8")
	not cidr.holds("10.0.0.0/8", "everywhere")
	not cidr.whole("")
	cidr.spanning({"everywhere", "0.0.0.0/0"}) == {"0.0.0.0/0"}
}

test_ranges_of_one_family_hold_one_another if {
	cidr.holds("10.0.0.0/8", "10.1.0.0/16")
	not cidr.holds("10.1.0.0/16", "10.0.0.0/8")
	cidr.holds("2606:4700::/32", "2606:4700:0010::/44")
	not cidr.holds("::/0", "10.0.0.0/8")
	not cidr.holds("0.0.0.0/0", "::/96")
}

test_the_whole_internet if {
	every range in ["0.0.0.0/0", "::/0", "0::/0", "2000::/3", "::/2"] {
		cidr.whole(range)
		cidr.spanning({range}) == {range}
	}
	every range in ["0.0.0.0/1", "2000::/4", "fc00::/7", "4000::/2"] {
		not cidr.whole(range)
		cidr.spanning({range}) == set()
	}
}

# A range in as many pieces as there are lengths, down to single addresses, where nothing is reserved.
pieces := {"8.8.8.128/25", "8.8.8.64/26", "8.8.8.32/27", "8.8.8.16/28", "8.8.8.8/29", "8.8.8.4/30", "8.8.8.2/31", "8.8.8.1/32", "8.8.8.0/32"}

test_pieces_add_up_to_the_last_address if {
	cidr.covered("8.8.8.0/24", pieces)
	cidr.covered("8.8.8.0/24", pieces | {"8.8.8.0/30", "8.8.0.0/32"})
	every piece in pieces {
		not cidr.covered("8.8.8.0/24", pieces - {piece})
	}
}

test_what_overlaps_counts_once if {
	not cidr.covered("8.8.8.0/24", {"8.8.8.0/25", "8.8.8.0/26", "8.8.8.64/26"})
	not cidr.covered("8.8.8.0/24", {"8.8.8.0/25", "8.8.8.1/25"})
	cidr.largest({"8.8.8.0/25", "8.8.8.1/25", "8.8.8.7/32"}) == {"8.8.8.0/25"}
}

test_what_nobody_has_need_not_be_there if {
	cidr.covered("192.0.0.0/14", {"192.1.0.0/16", "192.2.0.0/15", "192.0.0.0/23", "192.0.3.0/24", "192.0.4.0/22", "192.0.8.0/21", "192.0.16.0/20", "192.0.32.0/19", "192.0.64.0/18", "192.0.128.0/17"})
	not cidr.covered("192.0.0.0/14", {"192.1.0.0/16", "192.2.0.0/15"})
	cidr.spanning({"0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"}) == {"0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"}
	cidr.spanning({"0.0.0.0/1", "128.0.0.0/2"}) == set()
}

test_ipv6_in_networks_of_55_bits if {
	cidr.size("2000::/3") == bits.lsh(1, 52)
	cidr.size("2001:db8::/55") == 1
	cidr.size("2001:db8::/56") == 0
	cidr.size("10.0.0.0/8") == bits.lsh(1, 24)
	cidr.share("2000::/4") == 0.5
	cidr.share("128.0.0.0/1") == 0.5
}
