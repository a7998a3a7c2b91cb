# The services that an environment has.
package lib.services

import data.lib.expected
import data.lib.parts

# By scope and name, with what the data says of each. Telemetry's are there only with telemetry on.
wanted := {scope: {name: service | some name, service in facts.services; runs(scope, service)} |
	some scope, facts in data.architecture.scopes
	facts.services
}

runs(_, service) if not service.telemetry

runs(scope, service) if {
	service.telemetry
	data.architecture.profiles[input.scopes[scope].profile].telemetry
}

# Those of them that exist, each with what the data says of it.
found := [{"service": service, "scope": scope, "name": name, "wanted": one} |
	some scope, by_name in wanted
	some name, one in by_name
	some service in expected.called(scope, "aws_ecs_service", ["name"], name)
]

# What a service runs, where that is in the document.
task(service) := parts.only(service, ["aws_ecs_task_definition"])

# What the tasks of this name are called in a scope.
family(scope, name) := replace(replace(data.architecture.names.task_family, "{env}", scope), "{service}", name)
