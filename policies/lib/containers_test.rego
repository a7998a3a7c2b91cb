package lib.containers_test

import data.lib.containers

task(name, values, unknown) := {"address": name, "mode": "managed", "values": values, "unknown": unknown}

test_what_is_known if {
	one := task("a", {"container_definitions": [{}, {}]}, {})
	other := task("b", {}, {"container_definitions": {"kind": "after_apply", "reason": "known after apply"}})
	containers.paths(one) == [["container_definitions", 0], ["container_definitions", 1]]
	document := {"resources": {"aws_ecs_task_definition": [one, other]}}
	known := containers.readable with input as document
	rest := containers.unreadable with input as document
	[known, rest] == [[one], [other]]
}
