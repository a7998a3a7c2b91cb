# METADATA
# title: Security groups admit what the table says
# description: >-
#   Every security group of an environment admits, from each source that the architecture's table names for it, the ports that the table
#   names, and nothing else. A group that is not in the table admits nothing.
# custom:
#   id: network/security-group-matrix
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule]
#   reads:
#     aws_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].security_groups[]",
#       "ingress[].self", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", name]
#     aws_security_group_rule:
#       [security_group_id, type, cidr_blocks, ipv6_cidr_blocks, "prefix_list_ids[]", source_security_group_id, self, protocol, from_port,
#       to_port]
#     aws_vpc_security_group_ingress_rule:
#       [security_group_id, cidr_ipv4, cidr_ipv6, prefix_list_id, referenced_security_group_id, ip_protocol, from_port, to_port]
#     aws_ec2_managed_prefix_list: ["entry[].cidr", "entries[].cidr"]
#     aws_ec2_managed_prefix_list_entry: [prefix_list_id, cidr]
#     aws_prefix_list: ["cidr_blocks[]"]
#   unset:
#     aws_security_group.ingress[].cidr_blocks: absent
#     aws_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_security_group.ingress[].prefix_list_ids[]: absent
#     aws_security_group.ingress[].security_groups[]: absent
#     aws_security_group.ingress[].self: absent
#     aws_security_group.ingress[].protocol: absent
#     aws_security_group.ingress[].from_port: absent
#     aws_security_group.ingress[].to_port: absent
#     aws_security_group.name: absent
#     aws_security_group_rule.source_security_group_id: absent
#     aws_ec2_managed_prefix_list.entry[].cidr: absent
#   sections: ["Networking: security groups"]
#   controls:
#     HIPAA 164.312(a)(1): each system is reached by those that were granted it
#     ISO 27001 A.8.22: groups of services are apart on the network
#     SOC 2 CC6.6: what gets in is what the table names
#   remediation: >-
#     Take the rule away, or give it the one port and the source that `network.ingress` in `policies/data/architecture.yaml` names for
#     the group.
package policies.network.security_group_matrix

import data.lib.admission
import data.lib.cidr
import data.lib.cloudflare
import data.lib.finding
import data.lib.ingress
import data.lib.inventory

groups := inventory.managed("aws_security_group")

subjects := {subject.address | some subject in array.concat(groups, admission.loose)}

# By group: the sources of each port in the table.
table := {group: {port: sources | some row in rows; some name in row.ports; some port in numbers_of(name); sources := row.from} |
	some group, rows in data.architecture.network.ingress
}

numbers_of(name) := {port} if {
	port := data.architecture.ports.services[name]
} else := {port} if {
	port := data.architecture.ports[name]
	is_number(port)
} else := {port | some port in data.architecture.ports[name]}

# Each rule of each group of which the name is known, with the sources that may use its port.
rules := [{"group": group, "rule": rule, "port": port, "sources": sources} |
	some group in groups
	not group.address in admission.nameless
	some rule in ingress.rules(group)
	port := admission.port(rule)
	sources := object.get(table, [object.get(admission.names, group.address, ""), port], [])
]

deny contains finding.of(one.group, one.rule.at, one.rule.path, message) if {
	some one in rules
	one.port != "unknown"
	one.sources == []
	ports := object.get({"several": "more than one port of tcp"}, one.port, sprintf("port %v", [one.port]))
	message := sprintf("%s is admitted, and %s", [ports, object.get(beside, one.group.address, "the group is not in the table")])
}

beside := {address: "is not in the group's row of the table" | some address, _ in admission.names}

deny contains finding.of(one.group, range.at, range.path, message) if {
	some one in rules
	one.sources != []
	some range in ingress.ranges(one.rule)
	cidr.family(range.cidr)
	not inside(range.cidr, one.sources)
	message := sprintf("port %v is admitted from %s, which is not in the table", [one.port, range.cidr])
}

deny contains finding.of(one.group, one.rule.at, member.path, message) if {
	some one in rules
	one.sources != []
	some member in admission.members(one.rule)
	not member.name in one.sources
	member.name != "unknown"
	message := sprintf("port %v is admitted from another group than the table names", [one.port])
}

undetermined contains finding.of(one.group, range.at, range.path, message) if {
	some one in rules
	some range in ingress.ranges(one.rule)
	not cidr.family(range.cidr)
	message := sprintf("%s is no range of addresses", [range.cidr])
}

undetermined contains finding.of(one.group, one.rule.at, member.path, "which group is admitted is not known") if {
	some one in rules
	some member in admission.members(one.rule)
	member.name == "unknown"
}

undetermined contains finding.of(one.group, one.rule.at, one.rule.path, "which protocol and which ports are admitted is not known") if {
	some one in rules
	one.port == "unknown"
}

undetermined contains finding.of(rule, rule, ["security_group_id"], "the group that the rule is put on is not known, or not managed here") if {
	some rule in admission.loose
}

inside(range, sources) if {
	"cloudflare" in sources
	cloudflare.theirs(range)
}

inside(range, sources) if {
	some source, ranges in {"vpc": [data.architecture.network.vpc_cidr], "private": data.architecture.network.private_subnet_cidrs}
	source in sources
	some one in ranges
	cidr.holds(one, range)
}
