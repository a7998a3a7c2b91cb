package policies.logs.retention_set_test

import data.policies.logs.retention_set as policy

group(mode, values) := {
	"address": "aws_cloudwatch_log_group.g",
	"type": "aws_cloudwatch_log_group",
	"mode": mode,
	"scope": "production",
	"values": values,
	"unknown": {},
	"links": {},
	"parts": {},
}

function := {
	"address": "aws_lambda_function.f",
	"type": "aws_lambda_function",
	"mode": "managed",
	"scope": "production",
	"values": {"function_name": "f"},
	"unknown": {},
	"links": {},
	"parts": {},
}

document(groups, functions) := {
	"kind": "plan",
	"scopes": {"production": {"complete": {"aws_cloudwatch_log_group": true}}},
	"resources": {"aws_cloudwatch_log_group": groups, "aws_lambda_function": functions},
}

test_a_group_without_a_retention_is_denied if {
	count(policy.deny) == 1 with input as document([group("managed", {"name": "g"})], [])
	count(policy.deny) == 0 with input as document([group("managed", {"name": "g", "retention_in_days": 1})], [])
}

test_a_function_without_its_group_is_denied if {
	count(policy.deny) == 1 with input as document([], [function])
}

test_a_group_that_is_only_read_is_not_judged if {
	count(policy.deny) == 0 with input as document([group("data", {"name": "g"})], [])
}

test_a_group_that_is_only_read_may_serve_a_function if {
	count(policy.deny) == 0 with input as document([group("data", {"name": "/aws/lambda/f"})], [function])
}
