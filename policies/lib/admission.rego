# Which ports the security groups of the document admit, whatever from.
package lib.admission

import data.lib.foreign
import data.lib.ingress
import data.lib.inventory
import data.lib.links
import data.lib.parts
import data.lib.protocol
import data.lib.value

# The groups; the VPCs on whose own group rules are put; and rules on a group that is not managed, which stand for themselves.
groups := array.concat(
	[group | some type in ["aws_security_group", "aws_default_security_group"]; some group in inventory.managed(type)],
	array.concat(
		[vpc | some vpc in vpcs; count(put_on(vpc)) > 0],
		[rule | some rule in loose; rule.address in foreign.sure],
	),
)

vpcs := [vpc | some type in ["aws_vpc", "aws_default_vpc"]; some vpc in inventory.managed(type)]

rule_types := ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"]

# What lets traffic into a VPC's own group, or may do so.
put_on(vpc) := [rule | some type in rule_types; some rule in parts.of(vpc, type); not leads_out(rule)]

leads_out(rule) if value.known(rule, ["type"]) == "egress"

# VPCs of which it is not known whether something is put on their group, with the reason.
unsure_vpcs := [{"vpc": vpc, "reason": reason} |
	some vpc in vpcs
	some type in rule_types
	reason := parts.short(vpc, type).reason
]

loose := foreign.rules_of({type | some type in rule_types})

# Rules of which it is not known what they are put on.
unsure := [rule | some rule in loose; not rule.address in foreign.sure]

# Each rule of each group.
rules := [{"group": group, "rule": rule} | some group in groups; some rule in ingress.rules(group)]

# A rule admits connections to a port: "yes", "no" or "unknown".
admits(rule, port) := answer if {
	span := ingress.span(rule)
	answer := answers[within(span.from, port, span.to)]
} else := about(ingress.traffic(rule), port)

answers := {true: "yes", false: "no"}

within(from, port, to) if {
	from <= port
	port <= to
} else := false

about(traffic, port) := "yes" if {
	some name in ["tcp", "udp"]
	protocol.covers(traffic, {"protocol": name, "from": port})
} else := "no" if protocol.definite(traffic)
else := "unknown"

# The one port that a rule is about; "several", or "unknown".
port(rule) := found if {
	span := ingress.span(rule)
	found := single(span.protocol, span.from, span.to)
} else := found if {
	found := kind(ingress.traffic(rule))
}

kind(traffic) := found if {
	found := single(traffic.protocol, traffic.from, traffic.to)
} else := "several" if protocol.definite(traffic)
else := "unknown"

single(name, from, to) := from if {
	name == "tcp"
	from == to
} else := "several"

# The members of security groups that a rule admits, each with its place and the name that the architecture has for the group: "" where
# it has none, "unknown" where the group or its name is not known.
members(rule) := array.concat(
	[{"path": pointer.path, "name": name} |
		some pointer in ingress.pointers(rule, "groups")
		ingress.points(rule, pointer)
		some name in names_of(rule, pointer)
	],
	[{"path": value.step(rule.path, "self"), "name": ""} | rule.values.self == true],
)

names_of(rule, pointer) := {named(address) | some address in links.at(rule.at, pointer.text)} if {
	links.at(rule.at, pointer.text)
} else := {"unknown"}

named(address) := "unknown" if address in nameless
else := object.get(names, address, "")

names := {group.address: name |
	some group in input.resources.aws_security_group
	some name, written in data.architecture.names.security_groups
	value.known(group, ["name"]) == written
}

# What it leaves out, Terraform makes up, and that is none of the architecture's names.
nameless := {group.address |
	some group in input.resources.aws_security_group
	value.unknown(group, ["name"])
	not value.unset(group, ["name"])
}
