package policies.network.default_group_closed_test

import data.policies.network.default_group_closed as policy

verdict(change) := [count(denied), count(open)] if {
	document := {"resources": {"aws_vpc": [{
		"address": "aws_vpc.v",
		"type": "aws_vpc",
		"mode": "managed",
		"change": change,
		"values": {},
		"unknown": {},
		"links": {},
		"parts": {},
	}]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
}

test_a_vpc_that_exists_may_have_been_closed_elsewhere if {
	verdict("create") == [1, 0]
	verdict("no-op") == [0, 1]
	verdict("none") == [0, 1]
}
