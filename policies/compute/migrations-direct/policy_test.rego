package policies.compute.migrations_direct_test

import data.policies.compute.migrations_direct as policy

denied(from) := count(found) if {
	task := {
		"address": "aws_ecs_task_definition.t",
		"mode": "managed",
		"scope": "staging",
		"values": {"family": "restartix-staging-migrations", "container_definitions": [{"secrets": [{"name": "DATABASE_DIRECT_URL", "valueFrom": from}]}]},
		"unknown": {},
	}
	document := {
		"scopes": {"staging": {"complete": {"aws_ecs_task_definition": true, "aws_ecs_service": true, "aws_scheduler_schedule": true}}},
		"resources": {"aws_ecs_task_definition": [task]},
	}
	found := policy.deny with input as document
}

secret := "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/staging/database"

test_the_url_is_the_entry_of_the_environments_secret if {
	denied(concat("", [secret, ":DATABASE_DIRECT_URL::"])) == 0
	denied(concat("", [secret, "-a1B2c3:DATABASE_DIRECT_URL::"])) == 0
	denied(concat("", [secret, ":DATABASE_APP_URL::"])) == 1
	denied(concat("", [secret, "-previous:DATABASE_DIRECT_URL::"])) == 1
	denied(secret) == 1
	denied("arn:aws:ssm:eu-central-1:123456789012:parameter/DATABASE_DIRECT_URL") == 1
}
