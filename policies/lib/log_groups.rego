# The log groups that AWS creates on its own where nobody has declared them, and which groups are declared.
package lib.log_groups

import data.lib.inventory
import data.lib.value

# Every group that a resource makes AWS create: {maker, attribute, name, certain}. The name is null where it is not known;
# `certain` is false where it is not known whether the group is created at all.
made contains entry if {
	some type in ["aws_db_instance", "aws_rds_cluster"]
	some database in inventory.managed(type)
	not value.unclear(database, ["enabled_cloudwatch_logs_exports"])
	some log in value.known(database, ["enabled_cloudwatch_logs_exports"])
	entry := {"maker": database, "attribute": ["enabled_cloudwatch_logs_exports"], "certain": true, "name": named(type, _name(database), log)}
}

made contains _doubtful(database, ["enabled_cloudwatch_logs_exports"]) if {
	some type in ["aws_db_instance", "aws_rds_cluster"]
	some database in inventory.managed(type)
	value.unclear(database, ["enabled_cloudwatch_logs_exports"])
}

made contains entry if {
	some function in inventory.managed("aws_lambda_function")
	entry := {"maker": function, "attribute": ["function_name"], "certain": true, "name": _function_group(function)}
}

made contains entry if {
	some cluster in inventory.managed("aws_ecs_cluster")
	not value.unclear(cluster, ["setting"])
	some setting in value.known(cluster, ["setting"])
	setting.name == "containerInsights"
	setting.value in data.aws.container_insights_on
	entry := {"maker": cluster, "attribute": ["setting"], "certain": true, "name": named("aws_ecs_cluster", _name(cluster), "")}
}

made contains _doubtful(cluster, ["setting"]) if {
	some cluster in inventory.managed("aws_ecs_cluster")
	value.unclear(cluster, ["setting"])
}

made contains entry if {
	some task in inventory.managed("aws_ecs_task_definition")
	not _containers_unclear(task)
	some container in value.known(task, ["container_definitions"])
	options := container.logConfiguration.options
	container.logConfiguration.logDriver == "awslogs"
	options["awslogs-create-group"] == "true"
	entry := {"maker": task, "attribute": ["container_definitions"], "certain": true, "name": object.get(options, "awslogs-group", null)}
}

made contains _doubtful(task, ["container_definitions"]) if {
	some task in inventory.managed("aws_ecs_task_definition")
	_containers_unclear(task)
}

# Whether a group of this name is declared: "yes", "no", or "unknown".
declared(name) := "yes" if name in _names
else := "no" if {
	name != null
	not _some_unnamed
}
else := "unknown"

# What may stand for a group of any name: one whose own name is not known, or a list that may be short.
_some_unnamed if {
	some group in input.resources.aws_cloudwatch_log_group
	not value.present(group, ["name"])
}

_some_unnamed if count(inventory.incomplete("aws_cloudwatch_log_group")) > 0

_names := {name | some group in input.resources.aws_cloudwatch_log_group; name := value.known(group, ["name"])}

# The name that AWS gives a group, by the type of its maker.
named(_, null, _) := null

named(type, name, log) := replace(replace(data.aws.log_groups[type], "{name}", name), "{log}", log) if name != null

_name(resource) := name if {
	name := value.known(resource, [_naming[resource.type]])
} else := null

_naming := {"aws_db_instance": "identifier", "aws_rds_cluster": "cluster_identifier", "aws_ecs_cluster": "name", "aws_lambda_function": "function_name"}

_function_group(function) := own if {
	own := value.known(function, ["logging_config", 0, "log_group"])
} else := named("aws_lambda_function", _name(function), "") if {
	value.left_out(function, ["logging_config", 0, "log_group"])
} else := null

_doubtful(maker, attribute) := {"maker": maker, "attribute": attribute, "certain": false, "name": null}

# Only what decides about the group counts: the image of a container may be unknown.
_containers_unclear(task) if value.unknown(task, ["container_definitions"])

_containers_unclear(task) if {
	some path, _ in task.unknown
	regex.match(`^container_definitions\[[0-9]+\](\.logConfiguration.*)?$`, path)
}
