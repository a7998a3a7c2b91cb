# Ranges of addresses, written as CIDR.
package lib.cidr

# "ipv4" or "ipv6". What is no range has none, and is in none.
family(range) := families[contains(range, ":")] if net.cidr_is_valid(range)

families := {true: "ipv6", false: "ipv4"}

# Every address of `inner` is in `outer`.
holds(outer, inner) if {
	family(outer)
	family(inner)
	net.cidr_contains(outer, inner)
}

# The whole internet lies in the range.
whole(range) if holds(range, data.internet[family(range)].whole)

# Nothing on the internet has an address of the range.
reserved(range) if {
	some one in data.internet[family(range)].reserved
	holds(one, range)
}

# The ranges by which some of them add up to the whole internet; none where they do not.
spanning(ranges) := {range |
	some of_family, internet in data.internet
	own := {range | some range in ranges; family(range) == of_family}
	covered(internet.whole, own)
	some range in largest(own)
}

# Every address of the internet that is in `range` is in one of the others.
covered(range, ranges) if {
	some other in ranges
	holds(other, range)
}

covered(range, ranges) if {
	known := {one | some one in ranges; holds(range, one)}
	reserved := {one | some one in data.internet[family(range)].reserved; holds(range, one)}
	all := known | reserved

	# What is too small in sum is the rule, and comparing each with each is slow.
	added(all) >= size(range)
	added(largest(all)) == size(range)
}

# Those that lie in no other one. Of two that are the same, one is left.
largest(ranges) := {range |
	some range in ranges
	above := [other | some other in ranges; [length(other), other] < [length(range), range]; holds(other, range)]
	count(above) == 0
}

# How much of the internet it is: what adds up to all of it has more than half of it in sum, with no regard to what is reserved.
share(range) := size(range) / size(data.internet[family(range)].whole)

added(ranges) := sum([size(range) | some range in ranges])

length(range) := to_number(split(range, "/")[1])

# In addresses, or for IPv6 in networks of 55 bits, so that every sum is exact. What is smaller adds nothing.
size(range) := object.get(powers, widths[family(range)] - length(range), 0)

widths := {"ipv4": 32, "ipv6": 55}

powers := {exponent: bits.lsh(1, exponent) | some exponent in numbers.range(0, 55)}
