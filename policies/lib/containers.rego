# The containers of task definitions.
package lib.containers

import data.lib.inventory
import data.lib.value

# The path of each container of a task definition; nothing where they are not known.
paths(task) := [value.step(definitions, nth) | some nth, _ in value.known(task, definitions)] if is_array(value.known(task, definitions))

definitions := ["container_definitions"]

# Every task definition, by whether its containers are known.
readable := [task | some task in inventory.managed("aws_ecs_task_definition"); paths(task)]

unreadable := [task | some task in inventory.managed("aws_ecs_task_definition"); not paths(task)]
