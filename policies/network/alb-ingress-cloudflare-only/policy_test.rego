package policies.network.alb_ingress_cloudflare_only_test

import data.policies.network.alb_ingress_cloudflare_only as policy

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

document(resources) := {
	"kind": "plan",
	"scopes": {"production": {"complete": {}}},
	"resources": object.union(
		{type: [] |
			some type in [
				"aws_lb", "aws_alb", "aws_elb", "aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc",
				"aws_ec2_managed_prefix_list", "aws_prefix_list",
			]
		},
		{type: [one | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	),
}

rule(range) := {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [range]}

group(name, ranges) := resource("aws_security_group", name, {"values": {"ingress": [rule(range) | some range in ranges]}})

balancer(name, groups) := resource("aws_lb", name, {
	"values": {"security_groups": [one.address | some one in groups]},
	"parts": {"aws_security_group": groups},
})

cloudflare := group("cloudflare", ["104.16.0.0/13"])

open := group("open", ["0.0.0.0/0", "::/0"])

places(findings) := {[finding.subject, finding.at, finding.attribute] | some finding in findings}

test_every_group_of_every_load_balancer_counts if {
	here := document([balancer("good", [cloudflare]), balancer("bad", [cloudflare, open]), cloudflare, open])
	found := policy.deny with input as here
	places(found) == {
		["aws_lb.bad", "aws_security_group.open", ["ingress", 0, "cidr_blocks", 0]],
		["aws_lb.bad", "aws_security_group.open", ["ingress", 1, "cidr_blocks", 0]],
	}
	judged := policy.subjects with input as here
	judged == {"aws_lb.good", "aws_lb.bad"}
	count(policy.undetermined) == 0 with input as here
}

test_a_group_that_is_only_read_is_not_known if {
	read := object.union(cloudflare, {"mode": "data"})
	found := policy.undetermined with input as document([balancer("a", [read]), read])
	places(found) == {["aws_lb.a", read.address, []]}
}

in_default(taken, vpcs) := places(found) if {
	lb := resource("aws_lb", "a", {"values": {"security_groups": ["d"]}, "parts": {"aws_default_security_group": [taken]}})
	found := policy.undetermined with input as document(array.concat([lb, taken], vpcs))
}

default_group(more) := resource("aws_default_security_group", "d", object.union({"values": {"ingress": []}}, more))

test_rules_that_a_vpc_puts_on_its_group if {
	ruled := resource("aws_vpc", "v", {"parts": {"aws_vpc_security_group_ingress_rule": [resource("aws_vpc_security_group_ingress_rule", "r", {})]}})
	bare := resource("aws_vpc", "v", {})
	of_it := default_group({"links": {"vpc_id": [{"to": "aws_vpc.v", "certainty": "certain"}]}})
	in_default(of_it, [ruled]) == {["aws_lb.a", "aws_default_security_group.d", []]}
	in_default(of_it, [bare]) == set()
	in_default(default_group({"values": {"vpc_id": "vpc-1"}}), [ruled]) == set()
	in_default(default_group({}), [bare]) == {["aws_lb.a", "aws_default_security_group.d", []]}
}

in_vpc := {"vpc_id": [{"to": "aws_vpc.v", "certainty": "certain"}]}

test_what_a_vpc_puts_on_its_group_is_on_no_other if {
	ruled := resource("aws_vpc", "v", {"parts": {"aws_vpc_security_group_ingress_rule": [resource("aws_vpc_security_group_ingress_rule", "r", {})]}})
	inside := object.union(cloudflare, {"links": in_vpc})
	count(policy.undetermined) == 0 with input as document([balancer("a", [inside]), inside, ruled])
}

test_the_group_of_a_vpc_that_nobody_takes_over if {
	around := resource("aws_vpc", "v", {})
	subnet := resource("aws_subnet", "s", {"parts": {"aws_vpc": [around]}})
	found := policy.undetermined with input as document([resource("aws_lb", "a", {"parts": {"aws_subnet": [subnet]}}), around])
	places(found) == {["aws_lb.a", "aws_vpc.v", []]}
	taken := object.union(around, {"parts": {"aws_default_security_group": [default_group({})]}})
	beside := resource("aws_subnet", "s", {"parts": {"aws_vpc": [taken]}})
	count(policy.undetermined) == 0 with input as document([resource("aws_lb", "a", {"parts": {"aws_subnet": [beside]}}), taken])
}

# Nothing is said of groups that are named and not there: the backstop does.
test_a_group_that_is_not_there if {
	lb := resource("aws_lb", "a", {"values": {"security_groups": ["sg-1"]}})
	count(policy.undetermined) == 0 with input as document([lb])
	bare := resource("aws_lb", "a", {})
	found := policy.undetermined with input as document([bare])
	places(found) == {["aws_lb.a", "aws_lb.a", ["security_groups"]]}
}
