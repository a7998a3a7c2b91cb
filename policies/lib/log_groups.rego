# The log groups that AWS makes where nobody declares them, and whether somebody does.
package lib.log_groups

import data.lib.inventory
import data.lib.logic
import data.lib.value

# Each: the resource that makes AWS create a group, by which attribute, under which name (null where that is not known), and
# whether it does: "yes", "unknown", or "account" where the account's default decides.
made := array.concat(array.concat(exports, functions), array.concat(containers, insights))

# A resource declares the group of this name: "yes", "no" or "unknown".
declared(name) := "unknown" if name == null
else := "yes" if name in names
else := "unknown" if name in only_read
else := "unknown" if count(doubts) > 0
else := "no"

names := {row.name | some row in named_groups; row.group.mode == "managed"}

# Groups read as data are declared elsewhere, or by hand. Those that are managed were found among `names`.
only_read := {row.name | some row in named_groups}

named_groups := [{"group": group, "name": name} |
	some group in input.resources.aws_cloudwatch_log_group
	name := value.known(group, ["name"])
]

# Why there may be groups besides these. A group's scope may differ from that of what writes to it, so every scope counts.
doubts := {reason | some reason in inventory.incomplete("aws_cloudwatch_log_group")} | {reason |
	some address in {group.address | some group in input.resources.aws_cloudwatch_log_group} - {row.group.address | some row in named_groups}
	reason := sprintf("the name of %s is not known", [address])
}

# One group for each log that a database exports.
exports := [{"maker": database, "attribute": log.attribute, "name": name, "happens": log.happens} |
	some type, key in {"aws_db_instance": "identifier", "aws_rds_cluster": "cluster_identifier"}
	some database in inventory.managed(type)
	some log in exported(database, ["enabled_cloudwatch_logs_exports"])
	name := filled(data.aws.log_groups[type], named(database, [key]), named(database, log.attribute))
]

exported(database, path) := [{"attribute": path, "happens": "unknown"}] if value.unknown(database, path)
else := [{"attribute": value.step(path, at), "happens": "yes"} | some at, _ in value.known(database, path)]

functions := [{"maker": lambda, "attribute": log.attribute, "name": log.name, "happens": "yes"} |
	some lambda in inventory.managed("aws_lambda_function")
	log := logs_of(lambda, ["logging_config", 0, "log_group"])
]

logs_of(lambda, path) := {"attribute": path, "name": named(lambda, path)} if not called_after_itself(lambda, path)
else := {"attribute": ["function_name"], "name": name} if {
	name := filled(data.aws.log_groups.aws_lambda_function, named(lambda, ["function_name"]), "")
}

called_after_itself(lambda, path) if value.left_out(lambda, path)

called_after_itself(lambda, path) if value.known(lambda, path) == ""

# Containers whose log driver is told to create the group.
containers := [{"maker": task, "attribute": log.attribute, "name": log.name, "happens": log.happens} |
	some task in inventory.managed("aws_ecs_task_definition")
	some log in creating(task, ["container_definitions"])
	log.happens != "no"
]

creating(task, path) := [log |
	some at, _ in value.known(task, path)
	driver := array.concat(path, [at, "logConfiguration", "logDriver"])
	options := array.concat(path, [at, "logConfiguration", "options"])
	create := value.step(options, "awslogs-create-group")
	happens := logic.all_of([value.equals(task, driver, "awslogs"), value.one_of(task, create, {"true", true})])
	log := {"attribute": create, "name": named(task, value.step(options, "awslogs-group")), "happens": happens}
] if {
	is_array(value.known(task, path))
} else := [{"attribute": path, "name": null, "happens": "unknown"}]

insights := [{"maker": cluster, "attribute": ["setting"], "name": name, "happens": happens} |
	some cluster in inventory.managed("aws_ecs_cluster")
	happens := observed(cluster, ["setting"])
	happens != "no"
	name := filled(data.aws.log_groups.aws_ecs_cluster, named(cluster, ["name"]), "")
]

observed(cluster, path) := "account" if value.unset(cluster, path)
else := state if {
	states := {switch(cluster, value.step(path, at)) | some at, _ in value.known(cluster, path)} - {"other"}
	count(states) == 1
	some state in states
}
else := "unknown"

switch(cluster, path) := "unknown" if value.unknown(cluster, value.step(path, "name"))
else := "other" if value.known(cluster, value.step(path, "name")) != "containerInsights"
else := value.one_of(cluster, value.step(path, "value"), {on | some on in data.aws.container_insights_on})

named(resource, path) := name if {
	name := value.known(resource, path)
} else := null

filled(template, name, log) := replace(replace(template, "{name}", name), "{log}", log) if {
	is_string(name)
	is_string(log)
} else := null
