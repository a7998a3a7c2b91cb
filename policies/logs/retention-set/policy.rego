# METADATA
# title: Log groups have a retention
# description: >-
#   Every log group has a retention. Groups that AWS would create on its own, without one, are declared beforehand: those of
#   exported database logs, of ECS tasks that create their group, of Lambda functions and of Container Insights.
# custom:
#   id: logs/retention-set
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_cloudwatch_log_group, aws_db_instance, aws_rds_cluster, aws_ecs_task_definition, aws_lambda_function, aws_ecs_cluster]
#   reads:
#     aws_cloudwatch_log_group: [name, retention_in_days, log_group_class]
#     aws_db_instance: [identifier, "enabled_cloudwatch_logs_exports[]"]
#     aws_rds_cluster: [cluster_identifier, "enabled_cloudwatch_logs_exports[]"]
#     aws_lambda_function: [function_name, "logging_config[].log_group"]
#     aws_ecs_cluster: [name, "setting[].name", "setting[].value"]
#     aws_ecs_task_definition:
#       - "container_definitions[].logConfiguration.logDriver"
#       - "container_definitions[].logConfiguration.options.awslogs-create-group"
#       - "container_definitions[].logConfiguration.options.awslogs-group"
#   decides:
#     aws_cloudwatch_log_group.name: a retention counts whatever the group is called
#     aws_cloudwatch_log_group.log_group_class: the class matters only where no retention is set
#     aws_lambda_function.function_name: a function whose configuration names its group does not need its own name
#     aws_lambda_function.logging_config[].log_group: without it the group is called after the function
#     aws_ecs_cluster.setting[].name: unset, the account decides; a declared group serves in either case
#     aws_ecs_cluster.setting[].value: unset, the account decides; a declared group serves in either case
#     aws_ecs_task_definition.container_definitions[].logConfiguration.logDriver: worked out container by container
#     aws_ecs_task_definition.container_definitions[].logConfiguration.options.awslogs-create-group: worked out container by container
#     aws_ecs_task_definition.container_definitions[].logConfiguration.options.awslogs-group: matters only where it is created
#   sections: ["Observability: logs"]
#   controls:
#     GDPR 5(1)(e): logs are not kept for ever
#     ISO 27001 A.8.10: logs are deleted when their time is over
#   remediation: >-
#     Set `retention_in_days` on the log group. For a group that AWS would create, declare an `aws_cloudwatch_log_group` of exactly
#     the name in the message, with a retention, so that it exists first.
package policies.logs.retention_set

import data.lib.finding
import data.lib.inventory
import data.lib.log_groups
import data.lib.logic
import data.lib.value

# Each group, and whether it has a retention: "yes", "no" or "unknown".
groups := [{"group": group, "limited": limited(group)} | some group in inventory.managed("aws_cloudwatch_log_group")]

subjects := {subject.address | some subject in array.concat([row.group | some row in groups], [made.maker | some made in log_groups.made])}

deny contains finding.of(group, group, ["retention_in_days"], message) if {
	some row in groups
	row.limited == "no"
	group := row.group
	message := "the log group has no retention: its logs never expire"
}

undetermined contains finding.of(group, group, ["retention_in_days"], message) if {
	some row in groups
	row.limited == "unknown"
	group := row.group
	message := sprintf("the log group's retention is not known: %s", [value.reason(group, ["retention_in_days"])])
}

deny contains finding.of(made.maker, made.maker, made.attribute, message) if {
	some made in log_groups.made
	made.happens == "yes"
	log_groups.declared(made.name) == "no"
	message := sprintf("AWS creates the log group %s here, without a retention: no resource declares it", [made.name])
}

undetermined contains finding.of(made.maker, made.maker, made.attribute, message) if {
	some made in log_groups.made
	made.happens == "unknown"
	message := "whether AWS creates a log group here is not known"
}

undetermined contains finding.of(made.maker, made.maker, made.attribute, message) if {
	some made in log_groups.made
	made.happens == "yes"
	log_groups.declared(made.name) == "unknown"
	message := sprintf("whether the log group that AWS creates here is declared is not known: %s", [why(made)])
}

# The account's default decides. A declared group serves in either case.
undetermined contains finding.of(made.maker, made.maker, made.attribute, message) if {
	some made in log_groups.made
	made.happens == "account"
	log_groups.declared(made.name) != "yes"
	message := "whether AWS creates a log group here is the account's default, and none is declared that would serve"
}

why(made) := "its name is not known" if made.name == null
else := concat("; ", sort(log_groups.doubts)) if count(log_groups.doubts) > 0
else := "it is only read as data"

# The group's logs expire.
limited(group) := "yes" if value.at_least(group, ["retention_in_days"], 1) == "yes"
else := logic.any_of([value.at_least(group, ["retention_in_days"], 1), own_retention(group)])

own_retention(group) := "no" if value.left_out(group, ["log_group_class"])
else := value.one_of(group, ["log_group_class"], {class | some class in data.aws.log_group_classes_with_own_retention})
