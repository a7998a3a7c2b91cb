package policies.network.private_workloads_test

import data.policies.network.private_workloads as policy

resource(type, values) := {"type": type, "address": concat(".", [type, "r"]), "values": values, "unknown": {}}

without(type, values) := policy.without(resource(type, values), ["assign_public_ip"])

test_left_out_a_service_gives_no_address_and_of_a_schedule_that_is_not_told if {
	without("aws_ecs_service", {}) == "yes"
	without("aws_scheduler_schedule", {}) == "unknown"
	every type in ["aws_ecs_service", "aws_scheduler_schedule"] {
		without(type, {"assign_public_ip": false}) == "yes"
		without(type, {"assign_public_ip": true}) == "no"
		without(type, {"assign_public_ip": "(redacted)"}) == "unknown"
	}
}
