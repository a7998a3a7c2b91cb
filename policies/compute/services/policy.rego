# METADATA
# title: The services run at their size
# description: >-
#   Every service of the platform exists in each environment, and runs as many tasks, of as much CPU and memory, as the architecture says.
#   What a task has is read from its task definition, whatever its containers say. Where a service scales, the number may be anything
#   within its bounds.
# custom:
#   id: compute/services
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_service]
#   reads:
#     aws_ecs_service: [name, desired_count, task_definition]
#     aws_ecs_task_definition: [cpu, memory]
#   sections: ["Compute: service breakdown"]
#   controls:
#     ISO 27001 A.8.6: every service has the capacity that was planned
#     SOC 2 A1.1: the capacity that was planned is there
#   remediation: >-
#     Declare an `aws_ecs_service` of the name in the message. Set its `desired_count`, and `cpu` and `memory` of its
#     `aws_ecs_task_definition`, to those of the service in `policies/data/architecture.yaml`.
package policies.compute.services

import data.lib.expected
import data.lib.facts
import data.lib.services
import data.lib.value

subjects := {one.service.address | some one in services.found}

rows(service, wanted) := array.concat(
	[facts.of(service, ["desired_count"], counted(service, wanted), sprintf("the service does not run %d tasks, or up to %d", bounds(wanted)))],
	sized(service, wanted),
)

bounds(wanted) := [wanted.count, object.get(wanted, "max_count", wanted.count)]

counted(service, wanted) := "unknown" if value.unknown(service, ["desired_count"])
else := "yes" if {
	[least, most] := bounds(wanted)
	number := value.known(service, ["desired_count"])
	number >= least
	number <= most
}
else := "no"

sized(service, wanted) := [
	facts.equals(task, ["cpu"], sprintf("%d", [wanted.cpu]), sprintf("a task has not %d CPU units", [wanted.cpu])),
	facts.equals(task, ["memory"], sprintf("%d", [wanted.memory]), sprintf("a task has not %d MiB of memory", [wanted.memory])),
] if {
	task := services.task(service)
} else := [facts.of(service, ["task_definition"], "unknown", "its tasks have another size")]

deny contains finding if {
	some one in services.found
	some finding in facts.broken(one.service, rows(one.service, one.wanted))
}

undetermined contains finding if {
	some one in services.found
	some finding in facts.open(one.service, rows(one.service, one.wanted))
}

undetermined contains finding if some finding in expected.unnamed("aws_ecs_service", ["name"], "one of the services")

deny contains finding if {
	some scope, by_name in services.wanted
	some finding in expected.missing(scope, "aws_ecs_service", ["name"], object.keys(by_name), "the service")
}

undetermined contains finding if {
	some scope, by_name in services.wanted
	some finding in expected.possibly_missing(scope, "aws_ecs_service", ["name"], object.keys(by_name), "the service")
}
