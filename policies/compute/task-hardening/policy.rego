# METADATA
# title: Tasks have no more than they need
# description: >-
#   No container is privileged, no task is on the network of its host, every container's root file system is read-only, and every container
#   says where its logs go. The root file system may be written where sessions need it: on the tasks that ECS Exec is meant to reach.
# custom:
#   id: compute/task-hardening
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_task_definition]
#   reads:
#     aws_ecs_task_definition:
#       - family
#       - network_mode
#       - "container_definitions[].privileged"
#       - "container_definitions[].readonlyRootFilesystem"
#       - "container_definitions[].logConfiguration.logDriver"
#   unset:
#     aws_ecs_task_definition.network_mode: absent
#   decides:
#     aws_ecs_task_definition.family: it matters only where a root file system may be written
#   sections: ["Compute: ECS Fargate", "Observability: logs"]
#   controls:
#     HIPAA 164.312(b): every container's output goes to a log
#     ISO 27001 A.8.9: containers are configured to need and to have little
#     SOC 2 CC6.8: a read-only root file system takes no software from elsewhere
#   remediation: >-
#     In `container_definitions`, set `readonlyRootFilesystem = true` (with a volume for what has to be written), leave out `privileged`,
#     and give a `logConfiguration` with `logDriver = "awslogs"`; set `network_mode = "awsvpc"`.
package policies.compute.task_hardening

import data.lib.containers
import data.lib.facts
import data.lib.finding
import data.lib.logic
import data.lib.services
import data.lib.value

rows(task) := array.concat(
	[facts.of(task, ["network_mode"], apart(task), "the task is on the network of its host")],
	[row | some container in containers.paths(task); some row in contained(task, container)],
)

# Without a mode, tasks are behind a bridge.
apart(task) := "yes" if value.unset(task, ["network_mode"])
else := logic.opposite(value.equals(task, ["network_mode"], "host"))

contained(task, container) := [
	facts.of(task, privileged, unprivileged(task, privileged), "the container is privileged"),
	facts.of(task, root, fixed(task, root), "the container's root file system may be written"),
	facts.of(task, logs, logged(task, logs), "the container does not say where its logs go"),
] if {
	privileged := value.step(container, "privileged")
	root := value.step(container, "readonlyRootFilesystem")
	logs := value.step(container, "logConfiguration")
}

unprivileged(task, path) := logic.opposite(value.equals(task, path, true))

fixed(task, root) := logic.any_of([
	value.equals(task, root, true),
	value.one_of(task, ["family"], {services.family(task.scope, name) | some name in data.architecture.compute.sessions}),
])

logged(task, path) := "unknown" if value.unknown(task, value.step(path, "logDriver"))
else := "yes" if value.present(task, value.step(path, "logDriver"))
else := "no"

deny contains found if {
	some task in containers.readable
	some found in facts.broken(task, rows(task))
}

undetermined contains found if {
	some task in containers.readable
	some found in facts.open(task, rows(task))
}

undetermined contains finding.of(task, task, ["container_definitions"], message) if {
	some task in containers.unreadable
	message := sprintf("its containers are not known: %s", [value.reason(task, ["container_definitions"])])
}
