package policies.network.no_open_ingress_test

import data.policies.network.no_open_ingress as policy

resource(type, name, more) := object.union(
	{
		"address": sprintf("%s.%s", [type, name]),
		"type": type,
		"mode": "managed",
		"scope": "production",
		"values": {},
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

rule(range, traffic) := resource("aws_vpc_security_group_ingress_rule", range, {"values": object.union({"cidr_ipv4": range}, traffic)})

group(rules) := resource("aws_security_group", "g", {"values": {"ingress": []}, "parts": {"aws_vpc_security_group_ingress_rule": rules}})

document(resources) := {
	"kind": "plan",
	"scopes": {"production": {"complete": {}}},
	"resources": object.union(
		{type: [] |
			some type in [
				"aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc", "aws_network_acl",
				"aws_default_network_acl", "aws_ec2_managed_prefix_list", "aws_prefix_list",
			]
		},
		{type: [one | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	),
}

# The ranges that are denied.
denied(rules) := {finding.at | some finding in found} if {
	found := policy.deny with input as document([group(rules)])
}

at(ranges) := {sprintf("aws_vpc_security_group_ingress_rule.%s", [range]) | some range in ranges}

tcp(from, to) := {"ip_protocol": "tcp", "from_port": from, "to_port": to}

test_one_range if {
	denied([rule("0.0.0.0/0", tcp(443, 443))]) == at({"0.0.0.0/0"})
	denied([rule("0.0.0.0/0", {})]) == at({"0.0.0.0/0"})
	denied([rule("0.0.0.0/1", tcp(443, 443))]) == set()
}

test_ranges_that_add_up_on_a_port if {
	denied([rule("0.0.0.0/1", tcp(1, 100)), rule("128.0.0.0/1", tcp(100, 200))]) == at({"0.0.0.0/1", "128.0.0.0/1"})
	denied([rule("0.0.0.0/1", tcp(1, 99)), rule("128.0.0.0/1", tcp(100, 200))]) == set()
	denied([rule("0.0.0.0/1", {"ip_protocol": "-1"}), rule("128.0.0.0/1", tcp(100, 200))]) == at({"0.0.0.0/1", "128.0.0.0/1"})
	denied([rule("0.0.0.0/1", {}), rule("128.0.0.0/1", tcp(100, 200))]) == set()
}

# A range that is the whole internet by itself does not make the others part of it.
test_only_what_opens_is_named if {
	denied([rule("0.0.0.0/0", tcp(22, 22)), rule("128.0.0.0/1", tcp(22, 22)), rule("10.0.0.0/8", tcp(22, 22))]) == at({"0.0.0.0/0"})
	denied([rule("0.0.0.0/1", tcp(22, 22)), rule("128.0.0.0/1", tcp(22, 22)), rule("10.0.0.0/8", tcp(22, 22))]) == at({"0.0.0.0/1", "128.0.0.0/1"})
	denied([rule("0.0.0.0/1", tcp(22, 22)), rule("128.0.0.0/1", tcp(22, 22)), rule("64.0.0.0/2", tcp(23, 23))]) == at({"0.0.0.0/1", "128.0.0.0/1"})
}

vpc(parts) := resource("aws_vpc", "v", {"parts": parts})

test_a_vpc_is_judged_where_rules_are_put_on_it if {
	judged := policy.subjects with input as document([vpc({})])
	judged == set()
	ruled := policy.subjects with input as document([vpc({"aws_vpc_security_group_ingress_rule": [rule("10.0.0.0/8", tcp(1, 1))]})])
	ruled == {"aws_vpc.v"}
	entry := resource("aws_network_acl_rule", "e", {"values": {"egress": false}})
	listed := policy.subjects with input as document([vpc({"aws_network_acl_rule": [entry]})])
	listed == {"aws_vpc.v"}
}

test_data_is_not_judged if {
	read := object.union(group([rule("0.0.0.0/0", tcp(1, 1))]), {"mode": "data"})
	count(policy.deny) == 0 with input as document([read])
}

test_the_list_of_a_vpc_is_known_where_it_is_taken_over if {
	entry := resource("aws_network_acl_rule", "e", {"values": {"egress": false, "rule_number": 50, "rule_action": "deny", "protocol": "-1", "cidr_block": "0.0.0.0/0"}})
	taken := resource("aws_default_network_acl", "d", {"values": {"ingress": []}})
	bare := policy.undetermined with input as document([vpc({"aws_network_acl_rule": [entry]})])
	{finding.attribute | some finding in bare} == {["default_network_acl_id"]}
	count(policy.undetermined) == 0 with input as document([vpc({"aws_network_acl_rule": [entry], "aws_default_network_acl": [taken]})])
}

opened(values) := resource("aws_vpc_security_group_ingress_rule", "r", {
	"values": values,
	"unknown": {"ip_protocol": {"kind": "after_apply", "reason": "known after apply"}},
})

# What admits another group alone opens nothing, whichever its ports are.
test_traffic_that_is_not_known_matters_where_ranges_are_admitted if {
	count(policy.undetermined) == 0 with input as document([group([opened({"referenced_security_group_id": "sg-1"})])])
	count(policy.undetermined) == 1 with input as document([group([opened({"cidr_ipv4": "10.0.0.0/8"})])])
}
