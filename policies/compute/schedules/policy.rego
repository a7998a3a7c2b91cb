# METADATA
# title: What runs by the clock does
# description: >-
#   Each task that is started by the clock has its schedule in each environment, on, at the times that the architecture gives it, however
#   they are written, and exactly then. It starts core-api's task with its own command and the size that is given to such tasks.
# custom:
#   id: compute/schedules
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_scheduler_schedule]
#   reads:
#     aws_scheduler_schedule:
#       - name
#       - state
#       - schedule_expression
#       - schedule_expression_timezone
#       - "flexible_time_window[].mode"
#       - "target[].input.cpu"
#       - "target[].input.memory"
#       - "target[].input.containerOverrides[].command"
#       - "target[].ecs_parameters[].task_definition_arn"
#     aws_ecs_task_definition: [family]
#   unset:
#     aws_scheduler_schedule.schedule_expression_timezone: absent
#     aws_scheduler_schedule.state: absent
#   decides:
#     aws_scheduler_schedule.target[].ecs_parameters[].task_definition_arn: a link tells it as well
#     aws_scheduler_schedule.schedule_expression_timezone: it does not matter to what runs around the clock
#   sections: ["Compute: scheduled tasks"]
#   controls:
#     HIPAA 164.312(b): the audit log's partitions are there before it has to be written to them
#     ISO 27001 A.8.15: the audit log goes on past the end of each month
#   remediation: >-
#     Declare an `aws_scheduler_schedule` of the name in the message, with `schedule_expression` and `schedule_expression_timezone` of
#     `schedules` in `policies/data/architecture.yaml`, as `infra/modules/compute/schedules.tf` does.
package policies.compute.schedules

import data.lib.cadence
import data.lib.expected
import data.lib.facts
import data.lib.links
import data.lib.services
import data.lib.value

wanted := {scope: one.schedules | some scope, one in data.architecture.scopes; one.schedules}

judged := [{"subject": schedule, "rows": rows(schedule, name, one)} |
	some scope, schedules in wanted
	some name, one in schedules
	some schedule in expected.called(scope, "aws_scheduler_schedule", ["name"], name)
]

subjects := {one.subject.address | some one in judged}

scheduled := data.architecture.compute.scheduled

rows(schedule, name, one) := [
	facts.of(schedule, ["state"], on(schedule), "the schedule is off"),
	facts.of(schedule, ["schedule_expression"], timed(schedule, one.at), sprintf("the schedule is not %s", [one.at])),
	facts.of(schedule, ["schedule_expression_timezone"], zoned(schedule, one), sprintf("its times are not those of %s", [one.timezone])),
	facts.equals(schedule, ["flexible_time_window", 0, "mode"], "OFF", "it may start late"),
	facts.of(schedule, ["target", 0, "ecs_parameters", 0, "task_definition_arn"], starts(schedule), "it does not start core-api's task"),
	facts.equals(schedule, ["target", 0, "input", "containerOverrides", 0, "command", 0], name, "its command is another"),
	facts.equals(schedule, ["target", 0, "input", "cpu"], sprintf("%d", [scheduled.cpu]), sprintf("its task has not %d CPU units", [scheduled.cpu])),
	facts.equals(schedule, ["target", 0, "input", "memory"], sprintf("%d", [scheduled.memory]), sprintf("its task has not %d MiB", [scheduled.memory])),
]

on(schedule) := "yes" if value.left_out(schedule, ["state"])
else := value.equals(schedule, ["state"], "ENABLED")

timed(schedule, at) := "unknown" if value.unknown(schedule, ["schedule_expression"])
else := "no" if not value.present(schedule, ["schedule_expression"])
else := "yes" if value.known(schedule, ["schedule_expression"]) == at
else := "yes" if cadence.of(value.known(schedule, ["schedule_expression"])) == cadence.of(at)
else := "no"

# At a rate it is the same everywhere; without one it is UTC.
zoned(schedule, one) := "yes" if startswith(one.at, "rate(")
else := "yes" if {
	value.left_out(schedule, ["schedule_expression_timezone"])
	one.timezone == "UTC"
}
else := "no" if value.left_out(schedule, ["schedule_expression_timezone"])
else := value.equals(schedule, ["schedule_expression_timezone"], one.timezone)

# The family, by the ARN or the name; the revision is the newest, or one that is named.
starts(schedule) := "yes" if {
	some task in expected.called(schedule.scope, "aws_ecs_task_definition", ["family"], family(schedule))
	task.address in links.linked(schedule, arn)
}
else := "unknown" if value.unknown(schedule, arn)
else := "no" if not value.present(schedule, arn)
else := "yes" if {
	parts := split(value.known(schedule, arn), "/")
	split(parts[count(parts) - 1], ":")[0] == family(schedule)
}
else := "no"

family(schedule) := services.family(schedule.scope, scheduled.service)

arn := ["target", 0, "ecs_parameters", 0, "task_definition_arn"]

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}

undetermined contains found if some found in expected.unnamed("aws_scheduler_schedule", ["name"], "one of the schedules")

deny contains found if {
	some scope, schedules in wanted
	some found in expected.missing(scope, "aws_scheduler_schedule", ["name"], object.keys(schedules), "the schedule")
}

undetermined contains found if {
	some scope, schedules in wanted
	some found in expected.possibly_missing(scope, "aws_scheduler_schedule", ["name"], object.keys(schedules), "the schedule")
}
