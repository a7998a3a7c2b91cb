# METADATA
# title: Everything runs on Fargate
# description: >-
#   No machine is looked after by the platform, and nothing that would start one exists: instances, launch templates, autoscaling groups,
#   Kubernetes, Lightsail and their like. Services of ECS and environments of Batch run on Fargate. The one exception is the instance that
#   passes on staging's traffic: of the type that is foreseen, not checking what it forwards, and the only one.
# custom:
#   id: compute/fargate-only
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     - aws_instance
#     - aws_ecs_service
#     - aws_batch_compute_environment
#     - aws_apprunner_service
#     - aws_autoscaling_group
#     - aws_ec2_fleet
#     - aws_ecs_capacity_provider
#     - aws_eks_cluster
#     - aws_eks_node_group
#     - aws_elastic_beanstalk_environment
#     - aws_emr_cluster
#     - aws_launch_configuration
#     - aws_launch_template
#     - aws_lightsail_container_service
#     - aws_lightsail_instance
#     - aws_spot_fleet_request
#     - aws_spot_instance_request
#   reads:
#     aws_instance: [instance_type, source_dest_check]
#     aws_ecs_service:
#       - cluster
#       - launch_type
#       - "capacity_provider_strategy[].capacity_provider"
#       - "capacity_provider_strategy[].weight"
#       - "capacity_provider_strategy[].base"
#     aws_ecs_cluster_capacity_providers:
#       - cluster_name
#       - "default_capacity_provider_strategy[].capacity_provider"
#       - "default_capacity_provider_strategy[].weight"
#       - "default_capacity_provider_strategy[].base"
#     aws_batch_compute_environment: ["compute_resources[].type"]
#     aws_apprunner_service: []
#     aws_autoscaling_group: []
#     aws_ec2_fleet: []
#     aws_ecs_capacity_provider: []
#     aws_eks_cluster: []
#     aws_eks_node_group: []
#     aws_elastic_beanstalk_environment: []
#     aws_emr_cluster: []
#     aws_launch_configuration: []
#     aws_launch_template: []
#     aws_lightsail_container_service: []
#     aws_lightsail_instance: []
#     aws_spot_fleet_request: []
#     aws_spot_instance_request: []
#   decides:
#     aws_ecs_service.cluster: it matters only where the service names neither a launch type nor a strategy
#     aws_ecs_service.launch_type: worked out together with the strategy
#     aws_ecs_service.capacity_provider_strategy[].capacity_provider: worked out together with its weight and base
#     aws_ecs_service.capacity_provider_strategy[].weight: worked out together with its provider
#     aws_ecs_service.capacity_provider_strategy[].base: worked out together with its provider
#   sections: ["Compute: ECS Fargate", "What we don't use and why"]
#   controls:
#     ISO 27001 A.8.9: there is one agreed way to run things, and no machine that is configured by hand
#     SOC 2 CC6.8: where nobody keeps a machine, nobody installs anything on it
#   remediation: >-
#     Remove the resource, and run its work as an `aws_ecs_service` with a `capacity_provider_strategy` of `FARGATE` instead of its
#     `launch_type`, or in an `aws_batch_compute_environment` whose `compute_resources` have the type `FARGATE`.
package policies.compute.fargate_only

import data.lib.capacity
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

fargate := {provider | some provider in data.aws.fargate}

deny contains finding.of(machine, machine, [], message) if {
	some type in data.aws.machines
	some machine in inventory.managed(type)
	message := "it starts machines, or is made of them: everything runs on Fargate"
}

judged := array.concat(
	[{"subject": service, "rows": [row]} |
		some service in inventory.managed("aws_ecs_service")
		row := facts.of(service, capacity.place(service, []), capacity.runs_on(service, [], fargate), "the service's tasks do not run on Fargate")
	],
	array.concat(
		[{"subject": batch, "rows": [facts.one_of(batch, ["compute_resources", 0, "type"], fargate, "its jobs do not run on Fargate")]} |
			some batch in inventory.managed("aws_batch_compute_environment")
		],
		[{"subject": instance, "rows": rows(instance)} | some instance in inventory.managed("aws_instance")],
	),
)

rows(instance) := [
	facts.of(instance, ["instance_type"], forwards(instance), "it is a machine, and none that its scope foresees to forward traffic: all else runs on Fargate"),
	facts.of(instance, ["instance_type"], alone(instance), "it is not the only instance that forwards traffic"),
]

# It is what a scope without a NAT gateway has in its place: "yes", "no" or "unknown".
forwards(instance) := logic.all_of([
	value.one_of(instance, ["instance_type"], foreseen(instance.scope)),
	value.equals(instance, ["source_dest_check"], false),
])

foreseen(scope) := {type | type := data.architecture.scopes[scope].nat_instance_type}

# Of one that forwards, or may.
alone(instance) := "yes" if forwards(instance) == "no"
else := "no" if "yes" in others(instance)
else := "unknown" if "unknown" in others(instance)
else := "unknown" if inventory.incomplete("aws_instance")[instance.scope]
else := "yes"

others(instance) := {forwards(other) |
	some other in inventory.managed("aws_instance")
	other.scope == instance.scope
	other.address != instance.address
}

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}
