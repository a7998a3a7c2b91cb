package policies.compute.capacity_test

import data.policies.compute.capacity as policy

service(scope, values) := {
	"address": "aws_ecs_service.s",
	"type": "aws_ecs_service",
	"mode": "managed",
	"scope": scope,
	"values": values,
	"unknown": {},
}

denied(scope, values) := count(found) if {
	document := {"scopes": {scope: {"complete": {}}}, "resources": {"aws_ecs_service": [service(scope, values)]}}
	found := policy.deny with input as document
}

spot := {"capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT", "weight": 1}]}

test_each_environment_has_its_own if {
	denied("production", object.union(spot, {"name": "clinic"})) == 1
	denied("staging", object.union(spot, {"name": "clinic"})) == 0
	denied("staging", object.union(spot, {"name": "pgbouncer"})) == 1
	denied("production", {"name": "clinic", "launch_type": "FARGATE"}) == 0
	denied("production", {"name": "clinic", "launch_type": "EXTERNAL"}) == 1
}
