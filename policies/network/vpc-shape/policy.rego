# METADATA
# title: Each environment has one VPC of the agreed shape
# description: >-
#   Each environment has one VPC, of the agreed range, with the agreed number of public and of private subnets, those of a kind in different
#   zones. A subnet is public where its route table leads to an internet gateway, whatever it is called.
# custom:
#   id: network/vpc-shape
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_vpc, aws_default_vpc]
#   reads:
#     aws_vpc: [cidr_block]
#     aws_default_vpc: []
#     aws_subnet: [vpc_id, availability_zone]
#     aws_default_subnet: [vpc_id, availability_zone]
#     aws_route_table_association: [subnet_id, route_table_id]
#     aws_main_route_table_association: [vpc_id, route_table_id]
#     aws_route_table: ["route[].gateway_id", "routes[].gateway_id"]
#     aws_default_route_table: [default_route_table_id, "route[].gateway_id"]
#     aws_route: [route_table_id, gateway_id]
#     aws_internet_gateway: []
#   unset:
#     aws_route_table.route[].gateway_id: absent
#     aws_default_route_table.route[].gateway_id: absent
#   decides:
#     aws_vpc.cidr_block: it is compared here
#     aws_main_route_table_association.route_table_id: subnets with a table of their own do not need the main one
#     aws_main_route_table_association.vpc_id: subnets with a table of their own do not need the main one
#     aws_default_route_table.default_route_table_id: subnets with a table of their own do not need the main one
#     aws_default_route_table.route[].gateway_id: subnets with a table of their own do not need the main one
#     aws_route.route_table_id: whether a subnet is public is worked out of all routes together
#     aws_route.gateway_id: whether a subnet is public is worked out of all routes together
#   sections: ["Networking: VPC layout"]
#   controls:
#     ISO 27001 A.8.22: the public part of the network is apart from the private one, and each environment from the others
#     SOC 2 A1.2: subnets of a kind lie in several zones
#   remediation: >-
#     Keep one VPC of `network.vpc_cidr`, with a subnet for each of `network.public_subnet_cidrs` and `network.private_subnet_cidrs` in
#     `policies/data/architecture.yaml`, those of a kind in different zones.
package policies.network.vpc_shape

import data.lib.expected
import data.lib.finding
import data.lib.inventory
import data.lib.links
import data.lib.network
import data.lib.value

vpcs := [vpc | some type in ["aws_vpc", "aws_default_vpc"]; some vpc in inventory.managed(type)]

environments := {scope | some scope, architecture in data.architecture.scopes; architecture.zones}

# How many subnets of each kind there are, by the answer to whether they are public.
wanted := {"yes": count(data.architecture.network.public_subnet_cidrs), "no": count(data.architecture.network.private_subnet_cidrs)}

said := {"yes": "public", "no": "private"}

# ---------------------------------------------------------------- the VPC

of_scope(scope) := array.concat(expected.of(scope, "aws_vpc"), expected.of(scope, "aws_default_vpc"))

doubts(scope) := {reason | some type in ["aws_vpc", "aws_default_vpc"]; reason := inventory.incomplete(type)[scope]}

deny contains finding.of(vpc, vpc, [], "the environment has more than one VPC") if {
	some scope in environments
	count(of_scope(scope)) > 1
	some vpc in of_scope(scope)
}

deny contains finding.missing("vpc", scope, "the environment has no VPC") if {
	some scope in environments
	input.scopes[scope]
	count(of_scope(scope)) == 0
	count(doubts(scope)) == 0
}

undetermined contains finding.missing("vpc", scope, sprintf("whether there is a VPC is not known: %s", [concat("; ", sort(doubts(scope)))])) if {
	some scope in environments
	input.scopes[scope]
	count(of_scope(scope)) == 0
	count(doubts(scope)) > 0
}

undetermined contains finding.of(vpc, vpc, [], sprintf("whether it is the only VPC is not known: %s", [concat("; ", sort(doubts(vpc.scope)))])) if {
	some vpc in vpcs
	count(doubts(vpc.scope)) > 0
}

deny contains finding.of(vpc, vpc, ["cidr_block"], sprintf("the VPC's range is not %s", [data.architecture.network.vpc_cidr])) if {
	some vpc in vpcs
	value.equals(vpc, ["cidr_block"], data.architecture.network.vpc_cidr) == "no"
}

undetermined contains finding.of(vpc, vpc, ["cidr_block"], "the VPC's range is not known") if {
	some vpc in vpcs
	value.unknown(vpc, ["cidr_block"])
}

# ---------------------------------------------------------------- its subnets

subnets := [{"subnet": subnet, "public": network.public(subnet), "vpcs": homes(subnet, ["vpc_id"])} |
	some type in ["aws_subnet", "aws_default_subnet"]
	some subnet in inventory.managed(type)
]

homes(subnet, path) := links.linked(subnet, path) if links.linked(subnet, path)
else := set()

# Of each VPC: its subnets by whether they are public.
inside := {vpc.address: {answer: found | some answer in ["yes", "no", "unknown"]; found := [row.subnet | some row in subnets; vpc.address in row.vpcs; row.public == answer]} |
	some vpc in vpcs
}

# Why a VPC may have more of them.
loose(vpc) := {reason | some type in ["aws_subnet", "aws_default_subnet"]; reason := inventory.incomplete(type)[vpc.scope]} | {reason |
	some row in subnets
	count(row.vpcs) == 0
	reason := sprintf("the VPC of %s is not known", [row.subnet.address])
} | {reason |
	some subnet in inside[vpc.address].unknown
	reason := sprintf("whether %s is public is not known", [subnet.address])
}

deny contains finding.of(vpc, vpc, [], message) if {
	some vpc in vpcs
	some answer, number in wanted
	found := count(inside[vpc.address][answer])
	wrong(found, number, loose(vpc))
	message := sprintf("the VPC's %s subnets are %d, and not %d", [said[answer], found, number])
}

wrong(found, number, _) if found > number

wrong(found, number, reasons) if {
	found < number
	count(reasons) == 0
}

undetermined contains finding.of(vpc, vpc, [], sprintf("which subnets the VPC has is not known: %s", [concat("; ", sort(loose(vpc)))])) if {
	some vpc in vpcs
	count(loose(vpc)) > 0
}

deny contains finding.of(vpc, subnet, ["availability_zone"], message) if {
	some vpc in vpcs
	some answer, _ in wanted
	some subnet in inside[vpc.address][answer]
	some other in inside[vpc.address][answer]
	subnet.address != other.address
	value.known(subnet, ["availability_zone"]) == value.known(other, ["availability_zone"])
	message := sprintf("two %s subnets are in one zone", [said[answer]])
}

undetermined contains finding.of(vpc, subnet, ["availability_zone"], "the zone of a subnet is not known") if {
	some vpc in vpcs
	some answer, _ in wanted
	some subnet in inside[vpc.address][answer]
	not value.present(subnet, ["availability_zone"])
}
