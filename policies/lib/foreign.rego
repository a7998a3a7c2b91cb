# Rules that are put on a group or a network ACL which nothing in the document manages: one of another configuration, one that is only
# read, or one that is not known. Nobody else answers for them.
package lib.foreign

import data.lib.cidr
import data.lib.inventory
import data.lib.links
import data.lib.value

# By type, the attribute that names what a rule is put on.
names := {
	"aws_security_group_rule": "security_group_id",
	"aws_vpc_security_group_ingress_rule": "security_group_id",
	"aws_network_acl_rule": "network_acl_id",
}

owners := {owner.address |
	some type in [
		"aws_security_group", "aws_default_security_group", "aws_network_acl", "aws_default_network_acl", "aws_vpc", "aws_default_vpc",
	]
	some owner in inventory.managed(type)
}

# What lets traffic in, or may do so.
rules := [rule |
	some type, attribute in names
	some rule in inventory.managed(type)
	not leads_out(rule)
	not owned(rule, attribute)
]

owned(rule, attribute) if {
	some owner in links.at(rule, attribute)
	owner in owners
}

rules_of(types) := [rule | some rule in rules; rule.type in types]

leads_out(rule) if value.known(rule, ["type"]) == "egress"

leads_out(rule) if value.known(rule, ["egress"]) == true

# Those of which it is known that nothing in the document manages what they are put on: it is something else by name, or only read, or
# one of several that are all there. What is hidden, or known after the apply alone, may be anything.
sure := {rule.address |
	some rule in rules
	found := object.get(rule.links, names[rule.type], [])
	named(rule, found)
	count([link | some link in found; not link.to in links.document]) == 0
}

named(_, found) if count(found) > 0

named(rule, _) if not value.unknown(rule, [names[rule.type]])

# Enough of the internet for the rest of it to be in as many other rules as there may be.
large(ranges) if {
	counted := {range | some range in ranges; not cidr.reserved(range)}
	sum([cidr.share(range) | some range in counted]) * data.aws.most_rules >= 1
}
