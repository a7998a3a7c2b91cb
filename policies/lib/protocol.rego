# Protocols and ports, as the rules of security groups and network ACLs write them.
package lib.protocol

# "all", "tcp", "udp", "icmp", "icmpv6", or the number of another one. What is none of these may be any: nothing says which name AWS or
# the provider takes for which.
name(written) := names[plain(written)]

name(written) := number if {
	number := plain(written)
	not number in object.keys(names)
	regex.match(`^([1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])$`, number)
}

names := {
	"-1": "all",
	"all": "all",
	"1": "icmp",
	"icmp": "icmp",
	"6": "tcp",
	"tcp": "tcp",
	"17": "udp",
	"udp": "udp",
	"58": "icmpv6",
	"icmpv6": "icmpv6",
}

# A number without the zeros before it.
plain(written) := trim_left(written, "0") if {
	is_string(written)
	regex.match(`^[0-9]+$`, written)
} else := lower(written) if is_string(written)

# It is known what a rule is about. tcp and udp always have ports.
definite(rule) if {
	name := rule.protocol
	not name in {"tcp", "udp"}
}

definite(rule) if {
	rule.protocol
	rule.from >= 0
	rule.to >= 0
}

# What one rule is about, {"protocol", "from", "to"}, lies in what the other is about: its first port, or the one kind of message.
covers(rule, _) if rule.protocol == "all"

covers(rule, point) if {
	rule.protocol == point.protocol
	rule.protocol in {"tcp", "udp"}
	rule.from <= point.from
	point.from <= rule.to
}

covers(rule, point) if {
	rule.protocol == point.protocol
	rule.protocol in {"icmp", "icmpv6"}
	rule.from in {-1, point.from}
	rule.to in {-1, point.to}
}

covers(rule, point) if {
	rule.protocol == point.protocol
	not rule.protocol in {"tcp", "udp", "icmp", "icmpv6"}
}
