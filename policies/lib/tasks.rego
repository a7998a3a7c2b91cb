# What starts tasks: services and schedules.
package lib.tasks

import data.lib.inventory
import data.lib.value

# Each with the place of what it says about its tasks.
starters := array.concat(
	[{"by": service, "path": []} | some service in inventory.managed("aws_ecs_service")],
	[{"by": schedule, "path": value.step(settings, 0)} | some schedule in inventory.managed("aws_scheduler_schedule"); starts_tasks(schedule)],
)

# Where a schedule says it.
settings := ["target", 0, "ecs_parameters"]

# A schedule may start something else than tasks.
starts_tasks(schedule) if value.unknown(schedule, settings)

starts_tasks(schedule) if count(value.known(schedule, settings)) > 0

# The place of an attribute of the tasks' network configuration.
network(starter, attribute) := array.concat(starter.path, ["network_configuration", 0, attribute])
