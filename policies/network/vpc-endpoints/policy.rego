# METADATA
# title: What AWS asks of AWS stays in the VPC
# description: >-
#   The endpoints that the architecture names exist in each environment, of their type; those with network interfaces have private DNS, so
#   that the ordinary names lead to them. The security groups of every endpoint admit the agreed port from the VPC, and nothing else.
# custom:
#   id: network/vpc-endpoints
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_vpc_endpoint]
#   reads:
#     aws_vpc_endpoint: [service_name, vpc_endpoint_type, private_dns_enabled, "security_group_ids[]"]
#     aws_vpc_endpoint_security_group_association: [vpc_endpoint_id]
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
#     aws_vpc_endpoint.service_name: what is called otherwise is judged by its groups
#     aws_vpc_endpoint.private_dns_enabled: a gateway has none
#     aws_vpc_endpoint.security_group_ids[]: a gateway has none
#     aws_security_group.name: any group that is admitted is one of the VPC
#   sections: ["Networking: egress to internet"]
#   controls:
#     HIPAA 164.312(e)(1): what is sent to AWS stays off the internet
#     ISO 27001 A.8.22: endpoints answer the VPC alone
#     SOC 2 CC6.6: the way to AWS is open to the VPC and to nobody else
#   remediation: >-
#     Declare an `aws_vpc_endpoint` for the service in the message, of its type. One with network interfaces has `private_dns_enabled = true`
#     and a security group that admits `ports.endpoints` from `network.vpc_cidr` of `policies/data/architecture.yaml` alone.
package policies.network.vpc_endpoints

import data.lib.admission
import data.lib.cidr
import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.ingress
import data.lib.inventory
import data.lib.links
import data.lib.parts
import data.lib.value

endpoints := inventory.managed("aws_vpc_endpoint")

port := data.architecture.ports.endpoints

# ---------------------------------------------------------------- those that have to exist

# By scope: the services, each with the type of its endpoint.
wanted := {scope: object.union(
		{service(name): "Gateway" | some name in data.architecture.network.gateway_endpoints},
		{service(name): "Interface" | some name in architecture.interface_endpoints},
	) |
	some scope, architecture in data.architecture.scopes
	architecture.interface_endpoints
}

service(name) := replace(replace(data.aws.endpoint_service, "{region}", data.architecture.regions.home), "{service}", name)

deny contains found if {
	some scope, services in wanted
	some found in expected.missing(scope, "aws_vpc_endpoint", ["service_name"], object.keys(services), "the endpoint of")
}

undetermined contains found if {
	some scope, services in wanted
	some found in expected.possibly_missing(scope, "aws_vpc_endpoint", ["service_name"], object.keys(services), "the endpoint of")
}

undetermined contains found if some found in expected.unnamed("aws_vpc_endpoint", ["service_name"], "one of the endpoints")

named := [{"of": endpoint, "facts": array.concat(
		[facts.equals(endpoint, ["vpc_endpoint_type"], type, sprintf("it is no endpoint of type %s", [type]))],
		[facts.equals(endpoint, ["private_dns_enabled"], true, "it has no private DNS") | type == "Interface"],
	)} |
	some scope, services in wanted
	some name, type in services
	some endpoint in expected.called(scope, "aws_vpc_endpoint", ["service_name"], name)
]

deny contains found if {
	some one in named
	some found in facts.broken(one.of, one.facts)
}

undetermined contains found if {
	some one in named
	some found in facts.open(one.of, one.facts)
}

# ---------------------------------------------------------------- what their groups admit

guarded := [endpoint | some endpoint in endpoints; value.equals(endpoint, ["vpc_endpoint_type"], "Interface") == "yes"]

# A VPC stands for the group that it brings along.
groups := {endpoint.address: found |
	some endpoint in guarded
	found := [group | some type in ["aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"]; some group in parts.of(endpoint, type)]
}

# By group, its rules, each with the one port that it is about.
rules := {group.address: found |
	some list in groups
	some group in list
	found := [{"rule": rule, "port": admission.port(rule)} | some rule in ingress.rules(group)]
}

admitted := [{"endpoint": endpoint, "rule": one.rule, "port": one.port} |
	some endpoint in guarded
	some group in groups[endpoint.address]
	some one in rules[group.address]
]

deny contains finding.of(one.endpoint, one.rule.at, one.rule.path, sprintf("another port than %d is admitted", [port])) if {
	some one in admitted
	not one.port in {port, "unknown"}
}

deny contains finding.of(one.endpoint, range.at, range.path, sprintf("%s is admitted, which is not in the VPC", [range.cidr])) if {
	some one in admitted
	some range in ingress.ranges(one.rule)
	cidr.family(range.cidr)
	not cidr.holds(data.architecture.network.vpc_cidr, range.cidr)
}

deny contains finding.of(endpoint, endpoint, ["security_group_ids"], sprintf("its groups do not admit port %d", [port])) if {
	some endpoint in guarded
	count([one | some one in loose; one.endpoint == endpoint]) == 0
	count([one | some one in admitted; one.endpoint == endpoint; admission.admits(one.rule, port) != "no"]) == 0
}

undetermined contains finding.of(one.endpoint, one.rule.at, one.rule.path, "which protocol and which ports are admitted is not known") if {
	some one in admitted
	one.port == "unknown"
}

undetermined contains finding.of(one.endpoint, range.at, range.path, sprintf("%s is no range of addresses", [range.cidr])) if {
	some one in admitted
	some range in ingress.ranges(one.rule)
	not cidr.family(range.cidr)
}

# A group of another network may be named as well.
undetermined contains finding.of(one.endpoint, one.rule.at, pointer.path, "which group is admitted is not known") if {
	some one in admitted
	some pointer in ingress.pointers(one.rule, "groups")
	ingress.points(one.rule, pointer)
	not links.at(one.rule.at, pointer.text)
}

undetermined contains finding.of(one.endpoint, one.at, one.path, one.message) if some one in loose

undetermined contains finding.of(endpoint, endpoint, ["vpc_endpoint_type"], "whether it has security groups is not known: its type is not") if {
	some endpoint in endpoints
	value.unknown(endpoint, ["vpc_endpoint_type"])
}

# Why an endpoint may be in more groups, and a group may have more rules.
loose := array.concat(
	array.concat(
		[{"endpoint": endpoint, "at": endpoint, "path": path, "message": "its security groups are not all known, or it is in its VPC's own"} |
			some endpoint in guarded
			path := ["security_group_ids"]
			not links.all_linked(endpoint, path)
		],
		[{"endpoint": endpoint, "at": added, "path": ["vpc_endpoint_id"], "message": "a group is added to an endpoint, and it may be this one"} |
			some endpoint in guarded
			some added in inventory.managed("aws_vpc_endpoint_security_group_association")
		],
	),
	[{"endpoint": endpoint, "at": group, "path": [], "message": message} |
		some endpoint in guarded
		some group in groups[endpoint.address]
		some message in array.concat([message | message := ingress.unseen(group)], ingress.hidden(group))
	],
)
