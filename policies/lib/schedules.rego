# Schedules that start tasks.
package lib.schedules

import data.lib.value

# Where a schedule says how.
tasks := ["target", 0, "ecs_parameters"]

# A schedule may start something else than tasks.
starts_tasks(schedule) if value.unknown(schedule, tasks)

starts_tasks(schedule) if count(value.known(schedule, tasks)) > 0
