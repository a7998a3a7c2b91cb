package policies.compute.services_test

import data.policies.compute.services as policy

service(values) := {
	"address": "aws_ecs_service.s",
	"type": "aws_ecs_service",
	"mode": "managed",
	"scope": "production",
	"values": object.union({"name": "core-api"}, values),
	"unknown": {},
	"links": {},
	"parts": {"aws_ecs_task_definition": [{"address": "aws_ecs_task_definition.t", "values": {"cpu": "1024", "memory": "2048"}, "unknown": {}}]},
}

document(resource) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": {"aws_ecs_service": true}}},
	"resources": {"aws_ecs_service": [resource]},
}

denied(values) := {finding.attribute[0] | some finding in found; finding.subject == "aws_ecs_service.s"} if {
	found := policy.deny with input as document(service(values))
}

test_the_bounds_belong_to_the_service if {
	denied({"desired_count": 2}) == set()
	denied({"desired_count": 10}) == set()
	denied({"desired_count": 1}) == {"desired_count"}
	denied({"desired_count": 11}) == {"desired_count"}
	denied({}) == {"desired_count"}
}

test_the_rest_is_missing if {
	found := policy.deny with input as document(service({"desired_count": 2}))
	{finding.subject | some finding in found} == {"missing:clinic", "missing:portal", "missing:console", "missing:pgbouncer"}
}
