package policies.compute.images_test

import data.policies.compute.images as policy

task(account, image) := {
	"address": "aws_ecs_task_definition.t",
	"type": "aws_ecs_task_definition",
	"mode": "managed",
	"account": account,
	"values": {"container_definitions": [image]},
	"unknown": {},
}

counted(account, container) := [count(denied), count(open)] if {
	document := {"resources": {"aws_ecs_task_definition": [task(account, container)]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
}

commit := "0123456789abcdef0123456789abcdef01234567"

test_the_account_is_the_tasks if {
	image := sprintf("123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:%s", [commit])
	counted("123456789012", {"image": image}) == [0, 0]
	counted("210987654321", {"image": image}) == [1, 0]
	counted(null, {"image": image}) == [0, 1]
}

test_a_container_has_an_image if counted(null, {}) == [1, 0]
