# METADATA
# title: Migrations go past the pooler
# description: >-
#   The task that migrates the database exists, and is given the URL that leads to the database itself, from the environment's own secret,
#   and no other. It runs once and ends: no service keeps it, and no schedule starts it.
# custom:
#   id: compute/migrations-direct
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_task_definition]
#   reads:
#     aws_ecs_task_definition:
#       - family
#       - "container_definitions[].secrets[].name"
#       - "container_definitions[].secrets[].valueFrom"
#       - "container_definitions[].environment[].name"
#     aws_ecs_service: [name, task_definition]
#     aws_scheduler_schedule: ["target[].ecs_parameters[].task_definition_arn"]
#   decides:
#     aws_ecs_task_definition.container_definitions[].secrets[].name: worked out for all secrets together
#     aws_ecs_task_definition.container_definitions[].secrets[].valueFrom: worked out for all secrets together
#   sections: ["Connection pooling: migrations bypass pgbouncer", Migrations and deploys]
#   controls:
#     ISO 27001 A.8.32: the database is changed by a task that runs once, as part of a release
#     SOC 2 CC8.1: the database's schema changes in a way of its own, which nothing else takes
#   remediation: >-
#     Give the container of the `aws_ecs_task_definition` a secret `DATABASE_DIRECT_URL` with `valueFrom =
#     "arn:aws:secretsmanager:REGION:ACCOUNT:secret:restartix/ENVIRONMENT/database:DATABASE_DIRECT_URL::"` and no other URL of the database,
#     remove the service or the schedule that starts it, and run it by RunTask from the deployment.
package policies.compute.migrations_direct

import data.lib.containers
import data.lib.expected
import data.lib.facts
import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.services
import data.lib.value

url := data.architecture.compute.migrations_url

pooled := {entry | some entry in data.architecture.secret_entries.database} - {url}

families := {scope: services.family(scope, "migrations") | some scope, one in data.architecture.scopes; one.services}

tasks := [task | some scope, family in families; some task in expected.called(scope, "aws_ecs_task_definition", ["family"], family)]

subjects := {task.address | some task in tasks}

rows(task) := [
	facts.of(task, ["container_definitions"], given(task), sprintf("no container is given %s of the environment's secret", [url])),
	facts.of(task, ["container_definitions"], logic.opposite(named(task, pooled)), "a container is given a URL that leads to the pooler"),
	facts.of(task, ["family"], logic.opposite(kept(task)), "a service or a schedule runs the task"),
]

given(task) := "unknown" if not containers.paths(task)
else := logic.any_of([logic.all_of([value.equals(task, value.step(secret, "name"), url), leads(task, value.step(secret, "valueFrom"))]) |
	some secret in entries(task, "secrets")
])

# One of these names is among the secrets or the environment.
named(task, names) := "unknown" if not containers.paths(task)
else := logic.any_of([value.one_of(task, value.step(entry, "name"), names) |
	some list in ["secrets", "environment"]
	some entry in entries(task, list)
])

# The path of each entry of the containers' lists. Of a list that is not known, one that is not known either.
entries(task, list) := [value.step(path, nth) |
	some container in containers.paths(task)
	path := value.step(container, list)
	some nth in positions(task, path)
]

positions(task, path) := [0] if value.unknown(task, path)
else := [nth | some nth, _ in value.known(task, path)]

# The entry of the environment's secret: its ARN, with or without the six characters that AWS appends, and the entry's name.
leads(task, path) := "unknown" if value.unknown(task, path)
else := "yes" if {
	parts := split(value.known(task, path), ":")
	secret := replace(data.architecture.names.secrets.database, "{env}", task.scope)
	parts[2] == "secretsmanager"
	parts[7] == url
	startswith(parts[6], secret)
	appended(trim_prefix(parts[6], secret))
}
else := "no"

# Nothing, or a hyphen and six characters.
appended(rest) if rest == ""

appended(rest) if {
	startswith(rest, "-")
	count(rest) == 7
}

# Something runs it again and again.
kept(task) := logic.any_of([state |
	some type, path in {
		"aws_ecs_service": ["task_definition"],
		"aws_scheduler_schedule": ["target", 0, "ecs_parameters", 0, "task_definition_arn"],
	}
	states := array.concat(
		[runs(at, path, task) | some at in inventory.managed(type)],
		["unknown" | some _ in inventory.incomplete(type)],
	)
	some state in states
])

runs(at, path, task) := "yes" if task.address in links.linked(at, path)
else := "no" if links.linked(at, path)
else := "no" if value.left_out(at, path)
else := "unknown" if value.unknown(at, path)
else := "yes" if {
	parts := split(value.known(at, path), "/")
	split(parts[count(parts) - 1], ":")[0] == families[task.scope]
}
else := "no"

deny contains found if {
	some task in tasks
	some found in facts.broken(task, rows(task))
}

undetermined contains found if {
	some task in tasks
	some found in facts.open(task, rows(task))
}

undetermined contains found if some found in expected.unnamed("aws_ecs_task_definition", ["family"], "the task of migrations")

deny contains found if {
	some scope, family in families
	some found in expected.missing(scope, "aws_ecs_task_definition", ["family"], {family}, "the task")
}

undetermined contains found if {
	some scope, family in families
	some found in expected.possibly_missing(scope, "aws_ecs_task_definition", ["family"], {family}, "the task")
}
