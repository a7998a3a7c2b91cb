# METADATA
# title: The daily dump runs
# description: >-
#   A schedule starts the task of the daily dump at its time, is enabled and does not end, and the task has the backup role.
# custom:
#   id: backup/daily-dump
#   severity: high
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_scheduler_schedule]
#   reads:
#     aws_scheduler_schedule:
#       - state
#       - end_date
#       - schedule_expression
#       - schedule_expression_timezone
#       - "target[].ecs_parameters[].task_definition_arn"
#       - "target[].input"
#     aws_ecs_task_definition: [family, task_role_arn]
#   unset:
#     aws_scheduler_schedule.end_date: absent
#     aws_scheduler_schedule.state: absent
#     aws_scheduler_schedule.target[].input: absent
#     aws_scheduler_schedule.schedule_expression_timezone: absent
#   decides:
#     aws_scheduler_schedule.target[].ecs_parameters[].task_definition_arn: an ARN that is not known may be followed to the task
#   sections: [Backups and DR]
#   controls:
#     GDPR 32(1)(c): a dump of each day lets the data be restored without the provider's own backups
#     HIPAA 164.308(a)(7)(ii)(A): exact copies of patients' data are made every day
#     ISO 27001 A.8.13: backups are made at their time, by the role that is theirs
#   remediation: >-
#     Declare an `aws_scheduler_schedule` with `state = "ENABLED"` and the scope's `daily_dump` as its expression and time zone, without an
#     `end_date` and without a `taskRoleArn` in its `input`, whose target starts the family of the dump's `aws_ecs_task_definition`, and give
#     that the backup role as `task_role_arn`.
package policies.backup.daily_dump

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.value

type := "aws_scheduler_schedule"

task_type := "aws_ecs_task_definition"

# The family is called after the program that it runs.
families := {scope: replace(replace(data.architecture.names.task_family, "{env}", scope), "{service}", data.architecture.compute.daily_dump.command[0]) |
	some scope, stated in data.architecture.scopes
	stated.daily_dump
}

# What starts the dump of a scope, and what may.
starts := [{"schedule": schedule, "scope": scope, "is": is} |
	some scope, family in families
	some schedule in expected.of(scope, type)
	is := dumps(schedule, ["target", 0, "ecs_parameters", 0, "task_definition_arn"], family)
	is != "no"
]

judged := [{"schedule": one.schedule, "rows": rows(one.schedule, one.scope)} | some one in starts; one.is == "yes"]

subjects := {row.schedule.address | some row in judged}

# The target is the family, or one of its revisions.
dumps(schedule, path, family) := "no" if value.left_out(schedule, path)
else := "yes" if split(split(value.known(schedule, path), "task-definition/")[1], ":")[0] == family
else := "no" if value.present(schedule, path)
else := logic.any_of({value.equals(task, ["family"], family) |
	some task in inventory.managed(task_type)
	task.address in links.linked(schedule, path)
}) if links.linked(schedule, path)
else := "unknown"

rows(schedule, scope) := [
	facts.of(schedule, ["state"], enabled(schedule, ["state"]), "the daily dump's schedule is not enabled"),
	facts.of(schedule, ["end_date"], nothing(schedule, ["end_date"]), "the daily dump's schedule ends"),
	facts.equals(schedule, ["schedule_expression"], wanted.at, sprintf("the daily dump does not start at %s", [wanted.at])),
	facts.of(schedule, ["schedule_expression_timezone"], zone(schedule, ["schedule_expression_timezone"], wanted.timezone), sprintf("the daily dump's time is not that of %s", [wanted.timezone])),
	facts.of(schedule, ["target"], as_itself(schedule, ["target", 0, "input"]), "the schedule gives the task another role"),
	facts.of(schedule, ["target"], role_of(scope), sprintf("the daily dump's task does not have the role %s", [role(scope)])),
] if {
	wanted := data.architecture.scopes[scope].daily_dump
}

enabled(schedule, path) := "yes" if value.left_out(schedule, path)
else := value.equals(schedule, path, "ENABLED")

nothing(schedule, path) := "yes" if value.left_out(schedule, path)
else := value.equals(schedule, path, "")

# Unset, it is UTC.
zone(schedule, path, wanted) := value.equals(schedule, path, wanted) if not value.left_out(schedule, path)

zone(schedule, path, wanted) := default_zone(wanted) if value.left_out(schedule, path)

default_zone(wanted) := "yes" if wanted == "UTC"
else := "no"

# What is passed to the task may override its role.
as_itself(schedule, path) := "yes" if value.left_out(schedule, path)
else := "unknown" if value.unknown(schedule, path)
else := "no" if value.present(schedule, value.step(path, "taskRoleArn"))
else := "yes"

role(scope) := replace(data.architecture.names.roles.backup, "{env}", scope)

# Every definition of the family has the backup role, and there is one.
role_of(scope) := logic.all_of(states) if {
	states := [has_role(task, ["task_role_arn"], role(scope)) | some task in expected.called(scope, task_type, ["family"], families[scope])]
	count(states) > 0
} else := "unknown" if count(expected.doubts(scope, task_type, ["family"])) > 0
else := "no"

has_role(task, path, name) := "no" if value.left_out(task, path)
else := "unknown" if value.unknown(task, path)
else := {true: "yes", false: "no"}[endswith(value.known(task, path), sprintf(":role/%s", [name]))]

deny contains found if {
	some row in judged
	some found in facts.broken(row.schedule, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.schedule, row.rows)
}

undetermined contains finding.of(one.schedule, one.schedule, ["target"], "whether the schedule starts the daily dump is not known") if {
	some one in starts
	one.is == "unknown"
}

# No schedule starts it. Another that is not known to may.
deny contains finding.missing(family, scope, sprintf("no schedule starts the daily dump, %s", [family])) if {
	some scope, family in families
	input.scopes[scope]
	count([one | some one in starts; one.scope == scope]) == 0
	inventory.complete(scope, type)
}

undetermined contains finding.missing(family, scope, sprintf("whether a schedule starts the daily dump, %s, is not known", [family])) if {
	some scope, family in families
	input.scopes[scope]
	count([one | some one in starts; one.scope == scope; one.is == "yes"]) == 0
	count([one | some one in starts; one.scope == scope]) + count([1 | not inventory.complete(scope, type)]) > 0
}
