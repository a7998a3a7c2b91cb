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

test_a_group_of_the_class_that_has_a_retention_needs_none if {
	count(policy.deny) == 0 with input as document([group("managed", {"name": "g", "log_group_class": "DELIVERY"})], [])
	count(policy.deny) == 1 with input as document([group("managed", {"name": "g", "log_group_class": "STANDARD"})], [])
}

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

test_a_retention_that_is_not_known_is_undetermined if {
	open := object.union(group("managed", {"name": "g"}), {"unknown": {"retention_in_days": later}})
	found := policy.undetermined with input as document([open], [])
	every finding in found { contains(finding.message, "known after apply") }
	count(found) == 1
	count(policy.deny) == 0 with input as document([open], [])
}

# ---------------------------------------------------------------- what AWS makes

maker(type, values, unknown) := {
	"address": sprintf("%s.m", [type]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

with_maker(groups, made_by) := object.union(document(groups, []), {"resources": {made_by.type: [made_by]}})

verdict(groups, made_by) := "deny" if {
	count(policy.deny) == 1 with input as with_maker(groups, made_by)
	count(policy.undetermined) == 0 with input as with_maker(groups, made_by)
} else := "undetermined" if {
	count(policy.deny) == 0 with input as with_maker(groups, made_by)
	count(policy.undetermined) == 1 with input as with_maker(groups, made_by)
} else := "none" if {
	count(policy.deny | policy.undetermined) == 0 with input as with_maker(groups, made_by)
}

declared(name) := group("managed", {"name": name, "retention_in_days": 1})

nameless := object.union(group("managed", {"retention_in_days": 1}), {"unknown": {"name": later}})

observed(settings) := maker("aws_ecs_cluster", {"name": "c", "setting": settings}, {})

insights := "/aws/ecs/containerinsights/c/performance"

on := {"name": "containerInsights", "value": "enabled"}

off := {"name": "containerInsights", "value": "disabled"}

test_container_insights if {
	verdict([], observed([on])) == "deny"
	verdict([], observed([{"name": "another", "value": "x"}, on])) == "deny"
	verdict([declared(insights)], observed([on])) == "none"
	verdict([nameless], observed([on])) == "undetermined"
	verdict([], observed([off])) == "none"
	verdict([], observed([on, off])) == "undetermined"
	verdict([], observed([{"name": "another", "value": "x"}])) == "undetermined"
}

test_container_insights_left_to_the_account if {
	open := maker("aws_ecs_cluster", {"name": "c"}, {"setting": unset})
	verdict([], open) == "undetermined"
	verdict([nameless], open) == "undetermined"
	verdict([declared(insights)], open) == "none"
}

configured(name) := object.union(function, {"values": {"logging_config": [{"log_group": name}]}})

test_a_function_is_called_after_itself_unless_its_configuration_names_a_group if {
	count(policy.deny) == 0 with input as document([declared("/aws/lambda/f")], [configured("")])
	count(policy.deny) == 1 with input as document([declared("/aws/lambda/f")], [configured("other")])
	count(policy.deny) == 0 with input as document([declared("other")], [configured("other")])
}

task(create) := maker("aws_ecs_task_definition", {"container_definitions": [{"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-create-group": create, "awslogs-group": "t"}}}]}, {})

test_a_task_that_creates_no_group_is_no_subject if {
	verdict([], task("true")) == "deny"
	verdict([declared("t")], task("true")) == "none"
	"aws_ecs_task_definition.m" in policy.subjects with input as with_maker([], task("true"))
	not "aws_ecs_task_definition.m" in policy.subjects with input as with_maker([], task("false"))
}

test_a_database_exports_each_log if {
	database := maker("aws_db_instance", {"identifier": "d", "enabled_cloudwatch_logs_exports": ["postgresql"]}, {})
	verdict([], database) == "deny"
	verdict([declared("/aws/rds/instance/d/postgresql")], database) == "none"
	verdict([], maker("aws_db_instance", {"identifier": "d"}, {})) == "none"
	verdict([], maker("aws_db_instance", {"identifier": "d"}, {"enabled_cloudwatch_logs_exports": later})) == "undetermined"
}

# ---------------------------------------------------------------- why

given(groups, functions, reason) if {
	found := policy.undetermined with input as document(groups, functions)
	every finding in found { endswith(finding.message, reason) }
	count(found) == 1
}

test_the_reason_is_given if {
	of_no_name := object.union(object.remove(function, ["values"]), {"values": {}, "unknown": {"function_name": later}})
	given([], [of_no_name], ": its name is not known")
	given([nameless], [function], ": the name of aws_cloudwatch_log_group.g is not known")
	given([group("data", {"name": "/aws/lambda/f"})], [function], ": it is only read as data")
}
