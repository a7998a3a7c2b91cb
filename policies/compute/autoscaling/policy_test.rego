package policies.compute.autoscaling_test

import data.policies.compute.autoscaling as policy

denied(changes) := count(found) if {
	settings := {"target_value": 70, "scale_in_cooldown": 300, "scale_out_cooldown": 60, "predefined_metric_specification": [{"predefined_metric_type": "ECSServiceAverageCPUUtilization"}]}
	one := {
		"address": "aws_appautoscaling_policy.p",
		"type": "aws_appautoscaling_policy",
		"mode": "managed",
		"scope": "production",
		"values": {
			"resource_id": "service/restartix-production/clinic",
			"policy_type": "TargetTrackingScaling",
			"target_tracking_scaling_policy_configuration": [object.union(settings, changes)],
		},
		"unknown": {},
	}
	document := {"scopes": {"production": {"profile": "day1", "complete": {}}}, "resources": {"aws_appautoscaling_policy": [one]}}
	found := policy.deny with input as document
}

test_each_setting_counts if {
	denied({}) == 0
	every changes in [{"target_value": 50}, {"scale_in_cooldown": 60}, {"scale_out_cooldown": 300}, {"disable_scale_in": true}, {"predefined_metric_specification": []}] {
		denied(changes) == 1
	}
}

missing(targets) := {finding.message | some finding in found} if {
	types := {"aws_appautoscaling_target": true, "aws_appautoscaling_policy": true}
	found := policy.deny with input as {
		"scopes": {"production": {"profile": "day1", "complete": types}},
		"resources": {"aws_appautoscaling_policy": [], "aws_appautoscaling_target": [target |
			some name, bounds in targets
			target := {
				"address": name,
				"type": "aws_appautoscaling_target",
				"mode": "managed",
				"scope": "production",
				"values": {"resource_id": sprintf("service/restartix-production/%s", [name]), "min_capacity": bounds[0], "max_capacity": bounds[1]},
				"unknown": {},
			}
		]},
	}
}

test_what_nothing_scales_is_missing_once if {
	count(missing({})) == 3
	missing({"core-api": [2, 10], "clinic": [2, 8]}) == {
		"a policy by which to scale service/restartix-production/core-api does not exist",
		"a policy by which to scale service/restartix-production/clinic does not exist",
		"what scales service/restartix-production/portal does not exist",
	}
}
