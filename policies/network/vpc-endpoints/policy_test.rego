package policies.network.vpc_endpoints_test

import data.policies.network.vpc_endpoints as policy

resource(type, values, more) := object.union(
	{
		"address": concat(".", [type, "r"]),
		"type": type,
		"mode": "managed",
		"scope": "staging",
		"values": values,
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

rule := resource(
	"aws_vpc_security_group_ingress_rule",
	{"cidr_ipv4": "10.0.0.0/16", "ip_protocol": "tcp", "from_port": 443, "to_port": 443},
	{},
)

group := resource("aws_security_group", {"ingress": []}, {"parts": {"aws_vpc_security_group_ingress_rule": [rule]}})

endpoint := resource(
	"aws_vpc_endpoint",
	{"service_name": "com.amazonaws.eu-central-1.sns", "vpc_endpoint_type": "Interface", "security_group_ids": ["sg-1"]},
	{"links": {"security_group_ids[0]": [{"to": group.address, "certainty": "certain"}]}, "parts": {"aws_security_group": [group]}},
)

open(added) := {[finding.subject, finding.at] | some finding in found} if {
	types := {"aws_vpc_endpoint": [endpoint], "aws_security_group": [group], "aws_vpc_endpoint_security_group_association": added}
	found := policy.undetermined with input as {"scopes": {}, "resources": types}
}

test_a_group_may_be_added_by_another_resource if {
	open([]) == set()
	open([resource("aws_vpc_endpoint_security_group_association", {}, {})]) == {["aws_vpc_endpoint.r", "aws_vpc_endpoint_security_group_association.r"]}
}

test_what_has_to_exist_differs_by_environment if {
	object.keys(policy.wanted) == {"staging", "production"}
	policy.wanted.staging == {"com.amazonaws.eu-central-1.s3": "Gateway"}
	policy.wanted.production["com.amazonaws.eu-central-1.ecr.dkr"] == "Interface"
	count(policy.wanted.production) == 6
}
