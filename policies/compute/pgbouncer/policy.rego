# METADATA
# title: The pooler pools by transaction
# description: >-
#   The service that pools database connections exists, and is set to the architecture's way: by transaction, with its number of prepared
#   statements and of connections to either side, with SCRAM, and with TLS to the database.
# custom:
#   id: compute/pgbouncer
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_service]
#   reads:
#     aws_ecs_service: [name, task_definition]
#     aws_ecs_task_definition:
#       - "container_definitions[].name"
#       - "container_definitions[].environment[].name"
#       - "container_definitions[].environment[].value"
#       - "container_definitions[].environmentFiles"
#       - "container_definitions[].secrets[].name"
#   decides:
#     aws_ecs_task_definition.container_definitions[].name: worked out for all containers together
#     aws_ecs_task_definition.container_definitions[].environment[].name: worked out setting by setting
#     aws_ecs_task_definition.container_definitions[].environment[].value: worked out setting by setting
#     aws_ecs_task_definition.container_definitions[].environmentFiles: they matter only where a setting is not among the others
#     aws_ecs_task_definition.container_definitions[].secrets[].name: they matter only where a setting is not among the others
#   sections: ["Connection pooling: pgbouncer on Fargate"]
#   controls:
#     GDPR 32(1)(a): the data is encrypted between the pooler and the database
#     HIPAA 164.312(e)(1): the data goes to the database over TLS alone, also on its last leg
#     SOC 2 CC6.7: what is sent to the database is protected on its way
#   remediation: >-
#     In the container's `environment`, set the name in the message to its value under `compute.pgbouncer` in
#     `policies/data/architecture.yaml`.
package policies.compute.pgbouncer

import data.lib.containers
import data.lib.expected
import data.lib.facts
import data.lib.services
import data.lib.value

# The service is called as its container.
pooler := "pgbouncer"

poolers := [one.service | some one in services.found; one.name == pooler]

subjects := {service.address | some service in poolers}

# Each setting, with the values that serve.
wanted := {setting: values |
	some setting, one in data.architecture.compute.pgbouncer
	not setting in data.architecture.compute.pgbouncer_unseen
	values := {one} | {stricter | some stricter in object.get(data.architecture.compute.pgbouncer_stricter, setting, [])}
}

rows(service) := [row |
	task := services.task(service)
	container := container_of(task)
	entries := value.step(container, "environment")
	some setting, values in wanted
	row := facts.of(task, entries, set(task, container, setting, values), sprintf("%s is not %s", [setting, concat(" or ", sort(values))]))
] if {
	container_of(services.task(service))
} else := [facts.of(service, ["task_definition"], "unknown", "the pooler is set in another way")]

# The container of the pooler's name, or the only one.
container_of(task) := found if {
	[found] := [path | some path in containers.paths(task); value.known(task, value.step(path, "name")) == pooler]
} else := only if {
	[only] := containers.paths(task)
}

# The setting is in the environment, with one of the values; each time, if more than once.
set(task, container, setting, values) := state if {
	states := {one |
		entries := value.step(container, "environment")
		some nth, _ in value.known(task, entries)
		entry := value.step(entries, nth)
		is := value.equals(task, value.step(entry, "name"), setting)
		is != "no"
		one := {"yes": value.one_of(task, value.step(entry, "value"), values), "unknown": "unknown"}[is]
	}
	count(states) > 0
	state := summed(states)
} else := "unknown" if elsewhere(task, container, setting)
else := "no"

# Of several, which one holds is not known.
summed(states) := "no" if states == {"no"}
else := "yes" if states == {"yes"}
else := "unknown"

# It may come from somewhere that is not read.
elsewhere(task, container, _) if value.unknown(task, value.step(container, "environment"))

elsewhere(task, container, _) if value.unknown(task, value.step(container, "environmentFiles"))

elsewhere(task, container, _) if count(value.known(task, value.step(container, "environmentFiles"))) > 0

elsewhere(task, container, _) if value.unknown(task, value.step(container, "secrets"))

elsewhere(task, container, setting) if {
	secrets := value.step(container, "secrets")
	some nth, _ in value.known(task, secrets)
	value.equals(task, array.concat(secrets, [nth, "name"]), setting) != "no"
}

deny contains found if {
	some service in poolers
	some found in facts.broken(service, rows(service))
}

undetermined contains found if {
	some service in poolers
	some found in facts.open(service, rows(service))
}

undetermined contains found if some found in expected.unnamed("aws_ecs_service", ["name"], "the pooler")

deny contains found if {
	some scope, by_name in services.wanted
	by_name[pooler]
	some found in expected.missing(scope, "aws_ecs_service", ["name"], {pooler}, "the service")
}

undetermined contains found if {
	some scope, by_name in services.wanted
	by_name[pooler]
	some found in expected.possibly_missing(scope, "aws_ecs_service", ["name"], {pooler}, "the service")
}
