package lib.protocol_test

import data.lib.protocol

test_names_and_numbers if {
	[protocol.name(written) | some written in ["-1", "all", "6", "TCP", "17", "1", "58", "47"]] == ["all", "all", "tcp", "tcp", "udp", "icmp", "icmpv6", "47"]
	not protocol.name(6)
	{protocol.name(written) | some written in ["06", "006", "6"]} == {"tcp"}
	{protocol.name(written) | some written in ["ICMP", "01", "058", "047", "255"]} == {"icmp", "icmpv6", "47", "255"}
}

# Which protocol that is nobody says.
test_what_is_no_protocol if {
	every written in ["gre", "esp", "", "0", "256", "1000", "0tcp", "-6", "6 "] {
		not protocol.name(written)
	}
}

test_what_is_definite if {
	every rule in [about("tcp", 1, 2), about("udp", 0, 0), {"protocol": "icmp"}, {"protocol": "all"}, {"protocol": "47"}] {
		protocol.definite(rule)
	}
	every rule in [{}, {"protocol": "tcp"}, {"protocol": "udp", "from": 1}, {"protocol": "tcp", "to": 1}, about("tcp", -1, -1), {"from": 1}] {
		not protocol.definite(rule)
	}
}

about(name, from, to) := {"protocol": name, "from": from, "to": to}

test_ports if {
	every name in ["tcp", "udp"] {
		protocol.covers(about(name, 80, 443), about(name, 80, 80))
		protocol.covers(about(name, 80, 443), about(name, 443, 500))
		not protocol.covers(about(name, 80, 443), about(name, 79, 443))
		not protocol.covers(about(name, 80, 443), about(name, 444, 444))
		not protocol.covers(about(name, 80, 443), about("icmp", 100, 100))
	}
	not protocol.covers(about("tcp", 80, 443), about("udp", 80, 443))
	not protocol.covers({"protocol": "tcp"}, about("tcp", 80, 443))
	not protocol.covers(about("tcp", -1, -1), about("tcp", 80, 443))
}

test_messages if {
	every name in ["icmp", "icmpv6"] {
		protocol.covers(about(name, 8, 0), about(name, 8, 0))
		protocol.covers(about(name, -1, -1), about(name, 8, 0))
		protocol.covers(about(name, 8, -1), about(name, 8, 0))
		not protocol.covers(about(name, 8, 1), about(name, 8, 0))
		not protocol.covers(about(name, 9, 0), about(name, 8, 0))

		# One kind of message is not all of them.
		not protocol.covers(about(name, 8, 0), about(name, -1, -1))
		not protocol.covers(about(name, 0, 10), about(name, 8, 10))
	}
	not protocol.covers(about("icmp", 8, 0), about("icmpv6", 8, 0))
}

test_what_has_no_ports if {
	protocol.covers({"protocol": "47"}, {"protocol": "47"})
	not protocol.covers({"protocol": "47"}, {"protocol": "50"})
	protocol.covers({"protocol": "all"}, about("tcp", 1, 2))
	protocol.covers({"protocol": "all"}, {"protocol": "all"})
	not protocol.covers(about("tcp", 0, 65535), {"protocol": "all"})
}
