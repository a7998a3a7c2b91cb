package policies.compute.task_hardening_test

import data.policies.compute.task_hardening as policy

denied(family, container) := {finding.attribute[2] | some finding in found} if {
	task := {
		"address": "aws_ecs_task_definition.t",
		"type": "aws_ecs_task_definition",
		"mode": "managed",
		"scope": "staging",
		"values": {"family": family, "network_mode": "awsvpc", "container_definitions": [container]},
		"unknown": {},
	}
	found := policy.deny with input as {"resources": {"aws_ecs_task_definition": [task]}}
}

good := {"readonlyRootFilesystem": true, "logConfiguration": {"logDriver": "awslogs"}}

test_each_thing_is_judged if {
	denied("a", good) == set()
	denied("a", object.union(good, {"privileged": true})) == {"privileged"}
	denied("a", object.union(good, {"logConfiguration": {"logDriver": null}})) == {"logConfiguration"}
	denied("a", object.remove(good, ["readonlyRootFilesystem"])) == {"readonlyRootFilesystem"}
}

test_sessions_may_write if {
	denied("restartix-staging-migrations", object.remove(good, ["readonlyRootFilesystem"])) == set()
	denied("restartix-production-migrations", object.remove(good, ["readonlyRootFilesystem"])) == {"readonlyRootFilesystem"}
}
