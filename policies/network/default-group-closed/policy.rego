# METADATA
# title: A VPC's own security group is closed
# description: >-
#   The security group that each VPC brings along has no rule, neither inwards nor outwards: whatever is in it by mistake reaches nothing.
# custom:
#   id: network/default-group-closed
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_vpc, aws_default_vpc]
#   reads:
#     aws_vpc: [default_security_group_id]
#     aws_default_vpc: [default_security_group_id]
#     aws_default_security_group: [vpc_id, ingress, egress]
#     aws_security_group: [name, vpc_id, ingress, egress]
#     aws_security_group_rule: [security_group_id]
#     aws_vpc_security_group_ingress_rule: [security_group_id]
#     aws_vpc_security_group_egress_rule: [security_group_id]
#   unset:
#     aws_default_security_group.ingress: absent
#     aws_default_security_group.egress: absent
#   decides:
#     aws_vpc.default_security_group_id: what takes the group over tells its rules
#     aws_default_vpc.default_security_group_id: what takes the group over tells its rules
#   sections: ["Networking: security groups"]
#   controls:
#     CIS AWS 5.4: the default security group of every VPC restricts all traffic
#     ISO 27001 A.8.22: what is in no group of its own by mistake reaches nothing
#   remediation: >-
#     Declare an `aws_default_security_group` for the VPC without `ingress` and `egress`, and put no rule on it.
package policies.network.default_group_closed

import data.lib.finding
import data.lib.inventory
import data.lib.links
import data.lib.parts
import data.lib.value

vpcs := [vpc | some type in ["aws_vpc", "aws_default_vpc"]; some vpc in inventory.managed(type)]

# An account may show a VPC's own group as any other one: no other can be called so.
shown := [group | some group in inventory.managed("aws_security_group"); value.known(group, ["name"]) == "default"]

# By VPC, its own group.
own := {vpc.address: groups |
	some vpc in vpcs
	groups := array.concat(
		parts.of(vpc, "aws_default_security_group"),
		[group | some group in shown; vpc.address in links.linked(group, ["vpc_id"])],
	)
}

rule_types := ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]

# A rule is put on the group, or on the VPC's by the VPC's attribute.
deny contains finding.of(vpc, rule, [], "a rule is put on the VPC's own security group") if {
	some vpc in vpcs
	some owner in array.concat([vpc], own[vpc.address])
	some type in rule_types
	some rule in parts.of(owner, type)
}

deny contains finding.of(vpc, group, [direction], message) if {
	some vpc in vpcs
	some group in own[vpc.address]
	some direction in ["ingress", "egress"]
	some rule in value.known(group, [direction])
	rule != null
	message := sprintf("the VPC's own security group has a rule of %s", [direction])
}

# AWS makes the group with rules.
deny contains finding.of(vpc, vpc, ["default_security_group_id"], message) if {
	some vpc in vpcs
	count(own[vpc.address]) == 0
	made(vpc)
	message := "no aws_default_security_group takes over the VPC's own group: the rules that AWS makes it with stay"
}

made(vpc) if {
	vpc.change == "create"
	not parts.short(vpc, "aws_default_security_group")
}

undetermined contains finding.of(vpc, vpc, ["default_security_group_id"], "which rules the VPC's own security group has is not known") if {
	some vpc in vpcs
	count(own[vpc.address]) == 0
	not made(vpc)
}

undetermined contains finding.of(vpc, group, [direction], message) if {
	some vpc in vpcs
	some group in own[vpc.address]
	some direction in ["ingress", "egress"]
	open(group, [direction])
	message := sprintf("which rules of %s the VPC's own security group has is not known", [direction])
}

undetermined contains finding.of(vpc, owner, [], message) if {
	some vpc in vpcs
	some owner in array.concat([vpc], own[vpc.address])
	some type in rule_types
	message := parts.short(owner, type).reason
}

# Not all of a list is known.
open(group, path) if {
	not value.left_out(group, path)
	not value.present(group, path)
}

open(group, path) if {
	some at, _ in value.known(group, path)
	value.unknown(group, value.step(path, at))
}
