package policies.compute.pgbouncer_test

import data.policies.compute.pgbouncer as policy

good := {setting: value | some setting, value in data.architecture.compute.pgbouncer; setting != "AUTH_QUERY"}

# How many findings there are of a pooler whose container is this, and how many that leave it open.
counted(container) := [count(denied), count(open)] if {
	task := {"address": "aws_ecs_task_definition.t", "values": {"container_definitions": [container]}, "unknown": {}}
	service := {
		"address": "aws_ecs_service.s",
		"mode": "managed",
		"scope": "production",
		"values": {"name": "pgbouncer"},
		"unknown": {},
		"parts": {"aws_ecs_task_definition": [task]},
	}
	document := {"scopes": {"production": {"profile": "day1", "complete": {"aws_ecs_service": true}}}, "resources": {"aws_ecs_service": [service]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
}

environment(settings) := [{"name": name, "value": value} | some name, value in settings]

test_every_setting_counts if {
	counted({"environment": environment(good)}) == [0, 0]
	every setting, _ in good {
		counted({"environment": environment(object.union(good, {setting: "other"}))}) == [1, 0]
		counted({"environment": environment(object.remove(good, [setting]))}) == [1, 0]
	}
}

test_what_is_set_elsewhere_is_not_known if {
	most := environment(object.remove(good, ["POOL_MODE"]))
	counted({"environment": most, "secrets": [{"name": "POOL_MODE"}]}) == [0, 1]
	counted({"environment": most, "secrets": [{"name": "OTHER"}]}) == [1, 0]
	counted({"environment": most, "environmentFiles": [{"type": "s3"}]}) == [0, 1]
	counted({"environment": most, "environmentFiles": []}) == [1, 0]
}

test_which_of_two_holds_is_not_known if {
	counted({"environment": array.concat(environment(good), [{"name": "POOL_MODE", "value": "session"}])}) == [0, 1]
}
