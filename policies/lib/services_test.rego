package lib.services_test

import data.lib.services

document(profile) := {"scopes": {"production": {"profile": profile, "complete": {}}}, "resources": {"aws_ecs_service": [service]}}

service := {
	"address": "aws_ecs_service.s",
	"mode": "managed",
	"scope": "production",
	"values": {"name": "clinic"},
	"unknown": {},
	"parts": {"aws_ecs_task_definition": [{"address": "aws_ecs_task_definition.t"}]},
}

test_telemetry_has_its_services_only_where_it_is_on if {
	off := services.wanted.production with input as document("day1")
	not off["telemetry-api"]
	on := services.wanted.production with input as document("telemetry")
	on["telemetry-api"]
	on.clinic
}

test_what_exists_and_what_it_runs if {
	[only] := services.found with input as document("day1")
	only.name == "clinic"
	services.task(only.service).address == "aws_ecs_task_definition.t"
}

test_what_tasks_are_called if services.family("staging", "clinic") == "restartix-staging-clinic"
