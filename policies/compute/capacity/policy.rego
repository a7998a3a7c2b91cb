# METADATA
# title: Production never runs on Spot
# description: >-
#   Every service, every scheduled task and every cluster's default uses the capacity that its environment is given: on demand alone in
#   production; Spot in staging, but on demand for the service that holds the database connections. A service that names neither a launch
#   type nor a strategy has the default of its cluster.
# custom:
#   id: compute/capacity
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_service, aws_scheduler_schedule, aws_ecs_cluster_capacity_providers]
#   reads:
#     aws_ecs_service:
#       - name
#       - cluster
#       - launch_type
#       - "capacity_provider_strategy[].capacity_provider"
#       - "capacity_provider_strategy[].weight"
#       - "capacity_provider_strategy[].base"
#     aws_scheduler_schedule:
#       - "target[].arn"
#       - "target[].ecs_parameters[].launch_type"
#       - "target[].ecs_parameters[].capacity_provider_strategy[].capacity_provider"
#       - "target[].ecs_parameters[].capacity_provider_strategy[].weight"
#       - "target[].ecs_parameters[].capacity_provider_strategy[].base"
#     aws_ecs_cluster_capacity_providers:
#       - cluster_name
#       - "default_capacity_provider_strategy[].capacity_provider"
#       - "default_capacity_provider_strategy[].weight"
#       - "default_capacity_provider_strategy[].base"
#   decides:
#     aws_ecs_service.name: it matters only where the environment's services differ
#     aws_ecs_service.cluster: it matters only where the service names neither a launch type nor a strategy
#     aws_ecs_service.launch_type: worked out together with the strategy
#     aws_ecs_service.capacity_provider_strategy[].capacity_provider: worked out together with its weight and base
#     aws_ecs_service.capacity_provider_strategy[].weight: worked out together with its provider
#     aws_ecs_service.capacity_provider_strategy[].base: worked out together with its provider
#     aws_scheduler_schedule.target[].arn: it matters only where the target names neither a launch type nor a strategy
#     aws_scheduler_schedule.target[].ecs_parameters[].capacity_provider_strategy[].weight: worked out together with its provider
#     aws_scheduler_schedule.target[].ecs_parameters[].capacity_provider_strategy[].base: worked out together with its provider
#     aws_ecs_cluster_capacity_providers.cluster_name: a default counts whatever the cluster is called
#     aws_ecs_cluster_capacity_providers.default_capacity_provider_strategy[].weight: worked out together with its provider
#     aws_ecs_cluster_capacity_providers.default_capacity_provider_strategy[].base: worked out together with its provider
#   sections: ["Compute: Spot vs on-demand"]
#   controls:
#     GDPR 32(1)(b): production's tasks are not taken away to serve somebody else's demand
#     SOC 2 A1.1: production has capacity that is its own for as long as it wants it
#   remediation: >-
#     Give the service, or the schedule's `ecs_parameters`, one `capacity_provider_strategy` with the provider in the message and
#     `weight = 1`; for a cluster's default, one `default_capacity_provider_strategy`.
package policies.compute.capacity

import data.lib.capacity
import data.lib.facts
import data.lib.inventory
import data.lib.logic
import data.lib.tasks
import data.lib.value

subjects := {one.subject.address | some one in judged}

judged := [{"subject": at, "rows": [row]} |
	some type in ["aws_ecs_service", "aws_scheduler_schedule", "aws_ecs_cluster_capacity_providers"]
	some at in inventory.managed(type)
	row := row_of(at, type, data.architecture.scopes[at.scope])
]

row_of(service, "aws_ecs_service", scope) := row(service, capacity.place(service, []), state, providers) if {
	providers := wanted(service, scope)
	state := logic.same({capacity.runs_on(service, [], {provider}) | some provider in providers})
}

row_of(schedule, "aws_scheduler_schedule", scope) := row(schedule, capacity.place(schedule, path), state, {scope.capacity_provider}) if {
	tasks.starts_tasks(schedule)
	path := value.step(tasks.settings, 0)
	state := capacity.runs_on(schedule, path, {scope.capacity_provider})
}

row_of(cluster, "aws_ecs_cluster_capacity_providers", scope) := row(cluster, defaults, state, {scope.capacity_provider}) if {
	state := default_is(cluster, {scope.capacity_provider})
}

row(at, path, state, providers) := facts.of(at, path, state, sprintf("tasks do not run on %s alone", [concat(" or ", sort(providers))]))

defaults := ["default_capacity_provider_strategy"]

# Where services differ and this one's name is not known, any of them.
wanted(service, scope) := {object.get(scope.services, [name, "capacity_provider"], scope.capacity_provider)} if {
	name := value.known(service, ["name"])
} else := {object.get(one, "capacity_provider", scope.capacity_provider) | some one in scope.services} | {scope.capacity_provider}

# Without a default, whatever runs has to say itself on what.
default_is(cluster, providers) := "unknown" if value.unknown(cluster, defaults)
else := capacity.only(cluster, defaults, providers)

deny contains finding if {
	some one in judged
	some finding in facts.broken(one.subject, one.rows)
}

undetermined contains finding if {
	some one in judged
	some finding in facts.open(one.subject, one.rows)
}
