# METADATA
# title: Services scale on CPU
# description: >-
#   Each service that scales does so within its bounds, by one policy that holds the average CPU at the architecture's target, out fast and
#   in slowly. The others have a fixed number of tasks.
# custom:
#   id: compute/autoscaling
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_appautoscaling_target, aws_appautoscaling_policy]
#   reads:
#     aws_appautoscaling_target: [resource_id, min_capacity, max_capacity]
#     aws_appautoscaling_policy:
#       - resource_id
#       - policy_type
#       - "target_tracking_scaling_policy_configuration[].target_value"
#       - "target_tracking_scaling_policy_configuration[].scale_in_cooldown"
#       - "target_tracking_scaling_policy_configuration[].scale_out_cooldown"
#       - "target_tracking_scaling_policy_configuration[].disable_scale_in"
#       - "target_tracking_scaling_policy_configuration[].predefined_metric_specification[].predefined_metric_type"
#   sections: ["Compute: auto-scaling"]
#   controls:
#     ISO 27001 A.8.6: capacity follows the load, within bounds
#     SOC 2 A1.1: capacity is added before it is used up
#   remediation: >-
#     Declare an `aws_appautoscaling_target` and an `aws_appautoscaling_policy` of the `resource_id` in the message as
#     `infra/modules/service/autoscaling.tf` does; remove those of a service that does not scale.
package policies.compute.autoscaling

import data.lib.expected
import data.lib.facts
import data.lib.inventory
import data.lib.logic
import data.lib.services
import data.lib.value

# By scope and resource id, what each service may have. Without `max_count` it has a fixed number of tasks.
wanted := {scope: {id: one |
	some name, one in by_name
	id := sprintf("service/%s/%s", [replace(data.architecture.names.cluster, "{env}", scope), name])
} |
	some scope, by_name in services.wanted
}

scaling := {scope: {id | some id, one in by_id; one.max_count} | some scope, by_id in wanted}

judged := [{"subject": at, "rows": rows(at, wanted[at.scope][id])} |
	some type in ["aws_appautoscaling_target", "aws_appautoscaling_policy"]
	some at in inventory.managed(type)
	id := value.known(at, ["resource_id"])
	wanted[at.scope][id]
]

subjects := {one.subject.address | some one in judged}

rows(at, one) := [facts.of(at, ["resource_id"], "no", "the service has a fixed number of tasks")] if not one.max_count
else := [
	facts.equals(at, ["min_capacity"], one.count, sprintf("the service does not scale from %d tasks", [one.count])),
	facts.equals(at, ["max_capacity"], one.max_count, sprintf("the service does not scale up to %d tasks", [one.max_count])),
] if {
	at.type == "aws_appautoscaling_target"
} else := [
	facts.equals(at, ["policy_type"], "TargetTrackingScaling", "the service does not scale by a target"),
	facts.of(at, tracking, tracked(at), "the target, its metric or a cooldown is not the architecture's"),
]

tracking := ["target_tracking_scaling_policy_configuration"]

tracked(at) := logic.all_of([
	value.equals(at, setting("target_value"), data.architecture.compute.autoscaling.target),
	value.equals(at, setting("scale_in_cooldown"), data.architecture.compute.autoscaling.scale_in_seconds),
	value.equals(at, setting("scale_out_cooldown"), data.architecture.compute.autoscaling.scale_out_seconds),
	logic.opposite(value.equals(at, setting("disable_scale_in"), true)),
	value.equals(at, metric, data.architecture.compute.autoscaling.metric),
])

setting(name) := array.concat(tracking, [0, name])

metric := array.concat(setting("predefined_metric_specification"), [0, "predefined_metric_type"])

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}

undetermined contains found if {
	some type in ["aws_appautoscaling_target", "aws_appautoscaling_policy"]
	some found in expected.unnamed(type, ["resource_id"], "a service of the platform")
}

deny contains found if {
	some row in lists
	some found in expected.missing(row.scope, row.type, ["resource_id"], row.ids, row.said)
}

undetermined contains found if {
	some row in lists
	some found in expected.possibly_missing(row.scope, row.type, ["resource_id"], row.ids, row.said)
}

# What nothing scales needs no policy yet.
lists := array.concat(
	[{"scope": scope, "type": "aws_appautoscaling_target", "ids": ids, "said": "what scales"} | some scope, ids in scaling],
	[{"scope": scope, "type": "aws_appautoscaling_policy", "ids": scaled, "said": "a policy by which to scale"} |
		some scope, ids in scaling
		scaled := ids - expected.absent(scope, "aws_appautoscaling_target", ["resource_id"], ids)
	],
)
