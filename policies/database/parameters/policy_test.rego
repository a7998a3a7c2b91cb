package policies.database.parameters_test

import data.policies.database.parameters as policy

group(parameters) := {
	"address": "aws_db_parameter_group.g",
	"type": "aws_db_parameter_group",
	"mode": "managed",
	"region": "eu-central-1",
	"values": {"name": "g", "parameter": parameters},
	"unknown": {},
}

member := {
	"address": "aws_rds_cluster_instance.m",
	"type": "aws_rds_cluster_instance",
	"mode": "managed",
	"scope": "staging",
	"region": "eu-central-1",
	"values": {"db_parameter_group_name": "g"},
	"unknown": {},
}

denied(parameters) := count(found) if {
	found := policy.deny with input as {"resources": {"aws_rds_cluster_instance": [member], "aws_db_parameter_group": [group(parameters)]}}
}

test_a_member_sets_nothing_otherwise if {
	denied([]) == 0
	denied([{"name": "shared_preload_libraries", "value": "pg_stat_statements"}]) == 0
	denied([{"name": "shared_preload_libraries", "value": "auto_explain"}]) == 1
}
