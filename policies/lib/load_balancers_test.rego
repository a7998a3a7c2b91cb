package lib.load_balancers_test

import data.lib.load_balancers

balancer(type, values, more) := object.union(
	{
		"address": concat(".", [type, "b"]),
		"type": type,
		"mode": "managed",
		"values": values,
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

hidden(path) := {"unknown": {path: {"kind": "hidden", "reason": "hidden"}}}

unset(path) := {"unknown": {path: {"kind": "unset", "reason": "not set"}}}

faces(values, more) := load_balancers.faces(balancer("aws_lb", values, more))

test_who_faces_the_internet if {
	every kind in ["application", "network"] {
		faces({"internal": false, "load_balancer_type": kind}, {}) == "yes"
		faces({"load_balancer_type": kind}, unset("internal")) == "yes"
		faces({"load_balancer_type": kind}, {}) == "yes"
		faces({"internal": true, "load_balancer_type": kind}, {}) == "no"
		faces({"load_balancer_type": kind}, hidden("internal")) == "unknown"
	}
	faces({"internal": false}, unset("load_balancer_type")) == "yes"
	faces({"internal": false}, hidden("load_balancer_type")) == "unknown"
	faces({}, hidden("load_balancer_type")) == "unknown"
	faces({"internal": true}, hidden("load_balancer_type")) == "no"
	faces({"load_balancer_type": "gateway"}, hidden("internal")) == "no"
	load_balancers.faces(balancer("aws_elb", {"internal": false}, {})) == "yes"
}

test_every_type_by_its_answer if {
	here := {"resources": {
		"aws_lb": [balancer("aws_lb", {"internal": true}, {}), balancer("aws_lb", {}, {"mode": "data"})],
		"aws_alb": [balancer("aws_alb", {}, {})],
		"aws_elb": [balancer("aws_elb", {}, hidden("internal"))],
	}}
	found := {answer: [lb.address | some lb in list] | some answer, list in load_balancers.facing} with input as here
	found == {"no": ["aws_lb.b"], "yes": ["aws_alb.b"], "unknown": ["aws_elb.b"]}
}

part(type) := balancer(type, {}, {})

within(vpcs) := balancer("aws_subnet", {}, {"parts": {"aws_vpc": vpcs}})

groups(values, more) := [group.type | some group in load_balancers.groups(balancer("aws_lb", values, more))]

test_groups_that_are_named if {
	types := ["aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"]
	parts := {type: [part(type)] | some type in types}
	subnets := {"aws_subnet": [within([part("aws_vpc")])]}
	groups({"security_groups": ["a", "b"]}, {"parts": object.union(parts, subnets)}) == types
	groups({}, object.union({"parts": subnets}, hidden("security_groups"))) == []
}

test_the_group_of_the_vpc if {
	every values in [{}, {"security_groups": []}] {
		groups(values, {"parts": {"aws_subnet": [within([]), within([part("aws_vpc")]), within([part("aws_vpc")])]}}) == ["aws_vpc"]
		groups(values, {"parts": {"aws_default_subnet": [balancer("aws_default_subnet", {}, {"parts": {"aws_default_vpc": [part("aws_default_vpc")]}})]}}) == ["aws_default_vpc"]
		groups(values, {"parts": {"aws_subnet": [within([])]}}) == []
	}
	groups({"load_balancer_type": "network"}, {"parts": {"aws_subnet": [within([part("aws_vpc")])]}}) == []
}
