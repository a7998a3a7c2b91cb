# METADATA
# title: Few reach the database
# description: >-
#   No security group admits the database's port but from the groups of pgbouncer, of the migrations and of the backups: no range of
#   addresses, no other group, and not its own members.
# custom:
#   id: database/reach
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects:
#     [aws_security_group, aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule, aws_vpc, aws_default_vpc]
#   reads:
#     aws_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].security_groups[]",
#       "ingress[].self", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", name]
#     aws_default_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].security_groups[]",
#       "ingress[].self", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", vpc_id]
#     aws_security_group_rule:
#       [security_group_id, type, cidr_blocks, ipv6_cidr_blocks, "prefix_list_ids[]", source_security_group_id, self, protocol, from_port,
#       to_port]
#     aws_vpc_security_group_ingress_rule:
#       [security_group_id, cidr_ipv4, cidr_ipv6, prefix_list_id, referenced_security_group_id, ip_protocol, from_port, to_port]
#     aws_ec2_managed_prefix_list: ["entry[].cidr", "entries[].cidr"]
#     aws_ec2_managed_prefix_list_entry: [prefix_list_id, cidr]
#     aws_prefix_list: ["cidr_blocks[]"]
#     aws_vpc: []
#     aws_default_vpc: []
#   unset:
#     aws_security_group.ingress[].cidr_blocks: absent
#     aws_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_security_group.ingress[].prefix_list_ids[]: absent
#     aws_security_group.ingress[].security_groups[]: absent
#     aws_security_group.ingress[].self: absent
#     aws_security_group.ingress[].protocol: absent
#     aws_security_group.ingress[].from_port: absent
#     aws_security_group.ingress[].to_port: absent
#     aws_default_security_group.ingress[].cidr_blocks: absent
#     aws_default_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_default_security_group.ingress[].prefix_list_ids[]: absent
#     aws_default_security_group.ingress[].security_groups[]: absent
#     aws_default_security_group.ingress[].self: absent
#     aws_default_security_group.ingress[].protocol: absent
#     aws_default_security_group.ingress[].from_port: absent
#     aws_default_security_group.ingress[].to_port: absent
#     aws_security_group_rule.source_security_group_id: absent
#     aws_ec2_managed_prefix_list.entry[].cidr: absent
#   decides:
#     aws_security_group.name: it matters only of a group that is admitted
#     aws_default_security_group.vpc_id: its rules are known whatever its VPC is
#   sections: ["Networking: security groups"]
#   controls:
#     GDPR 32(1)(b): three services reach patients' data, and nothing else
#     HIPAA 164.312(a)(1): only those who were granted access have a way to the database
#     ISO 27001 A.8.22: the database's network is apart from that of other services
#   remediation: >-
#     Take the rule away, or let it name the group of pgbouncer, of the migrations or of the backups. Applications go through pgbouncer.
package policies.database.reach

import data.lib.admission
import data.lib.finding
import data.lib.ingress

subjects := {subject.address | some subject in array.concat(admission.groups, admission.unsure)}

port := data.architecture.ports.postgres

allowed := {name | some row in data.architecture.network.ingress.database; some name in row.from}

# The rules that admit the port, or may do so.
opening := {answer: found |
	some answer in ["yes", "unknown"]
	found := [one | some one in admission.rules; admission.admits(one.rule, port) == answer]
}

deny contains finding.of(one.group, range.at, range.path, message) if {
	some one in opening.yes
	some range in ingress.ranges(one.rule)
	message := sprintf("the database's port %d is admitted from addresses: %s", [port, range.cidr])
}

deny contains finding.of(one.group, one.rule.at, member.path, message) if {
	some one in opening.yes
	some member in admission.members(one.rule)
	not member.name in allowed
	member.name != "unknown"
	message := sprintf("the database's port %d is admitted from another group than %s", [port, concat(", ", allowed)])
}

undetermined contains finding.of(one.group, one.rule.at, member.path, "which group is admitted to the database's port is not known") if {
	some one in opening.yes
	some member in admission.members(one.rule)
	member.name == "unknown"
}

undetermined contains finding.of(one.group, one.rule.at, one.rule.path, "whether the database's port is admitted is not known") if {
	some one in opening.unknown
}

undetermined contains finding.of(rule, rule, ["security_group_id"], "what the rule is put on is not known") if {
	some rule in admission.unsure
}

undetermined contains finding.of(one.vpc, one.vpc, [], one.reason) if some one in admission.unsure_vpcs
