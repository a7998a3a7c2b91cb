# METADATA
# title: Nothing is open to the whole internet
# description: >-
#   No security group admits the whole internet, on any port, by one range or by several that add up to it; no network ACL opens port 22
#   or 3389 to it. A rule on a group or a list that is not managed here is judged by itself.
# custom:
#   id: network/no-open-ingress
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_security_group, aws_default_security_group, aws_network_acl, aws_default_network_acl, aws_vpc, aws_default_vpc,
#     aws_security_group_rule, aws_vpc_security_group_ingress_rule, aws_network_acl_rule]
#   reads:
#     aws_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].protocol", "ingress[].from_port",
#       "ingress[].to_port"]
#     aws_default_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].protocol", "ingress[].from_port",
#       "ingress[].to_port", vpc_id]
#     aws_security_group_rule: [security_group_id, type, cidr_blocks, ipv6_cidr_blocks, "prefix_list_ids[]", protocol, from_port, to_port]
#     aws_vpc_security_group_ingress_rule: [security_group_id, cidr_ipv4, cidr_ipv6, prefix_list_id, ip_protocol, from_port, to_port]
#     aws_ec2_managed_prefix_list: ["entry[].cidr", "entries[].cidr"]
#     aws_ec2_managed_prefix_list_entry: [prefix_list_id, cidr]
#     aws_prefix_list: ["cidr_blocks[]"]
#     aws_network_acl:
#       ["ingress[].rule_no", "ingress[].action", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", "ingress[].cidr_block",
#       "ingress[].ipv6_cidr_block"]
#     aws_default_network_acl:
#       ["ingress[].rule_no", "ingress[].action", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", "ingress[].cidr_block",
#       "ingress[].ipv6_cidr_block", default_network_acl_id]
#     aws_network_acl_rule:
#       [network_acl_id, egress, rule_number, rule_action, protocol, from_port, to_port, cidr_block, ipv6_cidr_block]
#     aws_vpc: []
#     aws_default_vpc: []
#   unset:
#     aws_security_group.ingress[].cidr_blocks: absent
#     aws_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_security_group.ingress[].prefix_list_ids[]: absent
#     aws_security_group.ingress[].protocol: absent
#     aws_security_group.ingress[].from_port: absent
#     aws_security_group.ingress[].to_port: absent
#     aws_default_security_group.ingress[].cidr_blocks: absent
#     aws_default_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_default_security_group.ingress[].prefix_list_ids[]: absent
#     aws_default_security_group.ingress[].protocol: absent
#     aws_default_security_group.ingress[].from_port: absent
#     aws_default_security_group.ingress[].to_port: absent
#     aws_ec2_managed_prefix_list.entry[].cidr: absent
#     aws_network_acl.ingress[].rule_no: absent
#     aws_network_acl.ingress[].action: absent
#     aws_network_acl.ingress[].protocol: absent
#     aws_network_acl.ingress[].from_port: absent
#     aws_network_acl.ingress[].to_port: absent
#     aws_network_acl.ingress[].cidr_block: absent
#     aws_network_acl.ingress[].ipv6_cidr_block: absent
#   decides:
#     aws_default_security_group.vpc_id: its rules are known whatever its VPC is
#     aws_default_network_acl.default_network_acl_id: its entries are known whatever its VPC is
#   sections: ["Networking: security groups", "Networking: inbound from internet"]
#   controls:
#     CIS AWS 5.2: no security group admits the internet to the ports of remote logins, or to any
#     GDPR 32(1)(b): no system is open to everybody
#     HIPAA 164.312(a)(1): access is by what was named, and not for the whole internet
#   remediation: >-
#     Name the ranges, prefix lists or security groups that have to get in. A network ACL may allow what its security groups narrow down,
#     but not the ports of remote logins.
package policies.network.no_open_ingress

import data.lib.acl
import data.lib.cidr
import data.lib.finding
import data.lib.foreign
import data.lib.ingress
import data.lib.inventory
import data.lib.parts
import data.lib.protocol

subjects := {subject.address | some subject in array.concat(array.concat(groups, acls), foreign.rules)}

# ---------------------------------------------------------------- security groups

groups := array.concat(
	[group | some type in ["aws_security_group", "aws_default_security_group"]; some group in inventory.managed(type)],
	array.concat([vpc | some vpc in vpcs; count(ingress.separate(vpc)) > 0], alone),
)

# Rules that stand for themselves.
alone := [rule |
	some rule in foreign.rules_of({"aws_security_group_rule", "aws_vpc_security_group_ingress_rule"})
	rule.address in foreign.sure
]

# A VPC stands for the group and the list that it brings along, where rules are put on them by its attributes.
vpcs := [vpc | some type in ["aws_vpc", "aws_default_vpc"]; some vpc in inventory.managed(type)]

# Worked out once, however many statements ask for them.
rules := {group.address: ingress.rules(group) | some group in groups}

ranges := {address: [range | some rule in admitting; some range in ingress.ranges(rule)] | some address, admitting in rules}

# How much of the internet each range is, and those that are all of it, or no range. However many rules name one, it is looked at once.
named := {range.cidr | some _, admitted in ranges; some range in admitted}

shares := {range: cidr.share(range) | some range in named}

whole := {range | some range in named; cidr.whole(range)}

unreadable := named - {range | some range, _ in shares}

deny contains finding.of(group, range.at, range.path, message) if {
	some group in groups
	some range in ranges[group.address]
	range.cidr in whole
	message := sprintf("the whole internet is admitted: %s", [range.cidr])
}

# Ranges that add up, on one port of one protocol.
deny contains finding.of(group, range.at, range.path, message) if {
	some group in groups
	sum([shares[range.cidr] | some range in ranges[group.address]]) > 0.5
	narrow := [object.union(range, {"traffic": ingress.traffic(range.rule)}) | some range in ranges[group.address]; not range.cidr in whole]
	some point in {range.traffic | some range in narrow}
	here := [range | some range in narrow; protocol.covers(range.traffic, point)]
	spanning := cidr.spanning({range.cidr | some range in here})
	some range in here
	range.cidr in spanning
	message := sprintf("the whole internet is admitted by ranges that add up to it, %s among them", [range.cidr])
}

undetermined contains finding.of(group, range.at, range.path, message) if {
	some group in groups
	some range in ranges[group.address]
	range.cidr in unreadable
	message := sprintf("%s is no range of addresses", [range.cidr])
}

undetermined contains finding.of(group, rule.at, rule.path, message) if {
	some group in groups
	some rule in rules[group.address]
	not ingress.plain(rule)
	not protocol.definite(ingress.traffic(rule))
	count(ingress.ranges(rule)) > 0
	message := "which protocol and which ports its ranges may use is not known"
}

# ---------------------------------------------------------------- network ACLs

acls := array.concat(
	[list | some type in ["aws_network_acl", "aws_default_network_acl"]; some list in inventory.managed(type)],
	[vpc | some vpc in vpcs; count(acl.separate(vpc)) > 0],
)

deny contains finding.of(list, entry.at, entry.path, message) if {
	some list in acls
	opened := {sprintf("%d", [port]): acl.opening(list, port) | some port in data.architecture.ports.remote_login}
	some entry in acl.entries(list)
	ports := [port | some port, places in opened; acl.place(entry) in places]
	count(ports) > 0
	message := sprintf("the whole internet reaches port %s: %s is allowed", [concat(" and ", ports), entry.range])
}

undetermined contains finding.of(list, entry.at, entry.path, message) if {
	some list in acls
	some entry in acl.entries(list)
	not acl.definite(entry)
	message := "not all of the entry is known, or it is no range"
}

# ---------------------------------------------------------------- what may be missing

# AWS puts entries on the list that a VPC brings along; only the resource that takes it over says which.
undetermined contains finding.of(vpc, vpc, ["default_network_acl_id"], message) if {
	some vpc in acls
	vpc in vpcs
	count(parts.of(vpc, "aws_default_network_acl")) == 0
	message := "the other entries of the VPC's own network ACL are not known: no aws_default_network_acl takes it over"
}

# Of a VPC it cannot be known then whether the statement applies.
undetermined contains finding.of(vpc, vpc, [], message) if {
	some vpc in vpcs
	some type in ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_network_acl_rule"]
	message := parts.short(vpc, type).reason
}

# ---------------------------------------------------------------- rules on what is not managed here

undetermined contains finding.of(rule, rule, [name], message) if {
	some rule in foreign.rules
	not rule.address in foreign.sure
	name := foreign.names[rule.type]
	message := "what the rule is put on is not known"
}

undetermined contains finding.of(rule, range.at, range.path, message) if {
	some rule in alone
	foreign.large({range.cidr | some range in ranges[rule.address]})
	some range in ranges[rule.address]
	message := sprintf("%s may add up to the whole internet with other rules of a group that is not managed here", [range.cidr])
}

undetermined contains finding.of(rule, rule, entry.path, message) if {
	some rule in foreign.rules_of({"aws_network_acl_rule"})
	some entry in acl.of_rule(rule)
	some message in acl.doubts(entry)
}
