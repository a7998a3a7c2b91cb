# Protocols and ports, as the rules of security groups and network ACLs write them.
package lib.protocol

# "tcp", "udp", "icmp" …, or "all".
name(written) := object.get(names, lower(written), lower(written)) if is_string(written)

names := {"-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}

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
