# METADATA
# title: Databases have the agreed parameters
# description: >-
#   The parameter group of every database sets each parameter that its environment asks for, in AWS's units. A group of a cluster's member
#   sets none of them otherwise.
# custom:
#   id: database/parameters
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     "*": [region]
#     aws_db_instance: [parameter_group_name, replicate_source_db, engine, engine_version]
#     aws_rds_cluster: [db_cluster_parameter_group_name, engine, engine_version]
#     aws_rds_cluster_instance: [db_parameter_group_name, engine, engine_version]
#     aws_db_parameter_group: [name, "parameter[].name", "parameter[].value"]
#     aws_rds_cluster_parameter_group: [name, "parameter[].name", "parameter[].value"]
#   decides:
#     aws_db_instance.parameter_group_name: left out, it is AWS's own group, which sets nothing
#     aws_db_instance.replicate_source_db: only a replica without a group depends on it
#     aws_db_instance.engine: it names the group where no other one is
#     aws_db_instance.engine_version: it names the group where no other one is
#     aws_rds_cluster.db_cluster_parameter_group_name: left out, it is AWS's own group, which sets nothing
#     aws_rds_cluster.engine: it names the group where no other one is
#     aws_rds_cluster.engine_version: it names the group where no other one is
#     aws_rds_cluster_instance.db_parameter_group_name: left out, it is AWS's own group, which sets nothing
#     aws_rds_cluster_instance.engine: it names the group where no other one is
#     aws_rds_cluster_instance.engine_version: it names the group where no other one is
#   sections: ["Database: production", "Database: staging"]
#   controls:
#     ISO 27001 A.8.9: the database is configured as agreed, parameter by parameter
#     SOC 2 CC8.1: another value is a change that somebody has to approve
#   remediation: >-
#     Give the database a parameter group of its own with the `parameter` blocks that `policies/data/architecture.yaml` lists for the
#     environment.
package policies.database.parameters

import data.lib.finding
import data.lib.inventory
import data.lib.parameter_groups
import data.lib.value

# Of each database, where its parameters are set or should be, and which of them are not, or perhaps not.
rows := [object.union(place_of(database, found), {"database": database, "no": keys(states, "no"), "unknown": keys(states, "unknown")}) |
	some type in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
	some database in inventory.managed(type)
	found := parameter_groups.of(database)
	parameters := data.architecture.scopes[database.scope].database.parameters
	states := {sprintf("%s = %s", [name, wanted]): is(database, found, name, wanted) | some name, wanted in parameters}
]

keys(states, answer) := [key | some key, state in states; state == answer]

place_of(_, found) := {"at": found.group, "path": ["parameter"]}

place_of(database, found) := {"at": database, "path": [parameter_groups.forms[database.type].attribute]} if not found.group

# A member without a group, or without the parameter in it, has what its cluster sets.
is(database, found, name, wanted) := object.get({"absent": left(database)}, state, state) if {
	state := parameter_groups.sets(found.group, ["parameter"], name, wanted)
} else := left(database) if {
	found["default"]
} else := left(database) if {
	# Left out, a member's group is AWS's own, whichever family it is of.
	database.type == "aws_rds_cluster_instance"
	value.left_out(database, ["db_parameter_group_name"])
} else := "unknown"

left(database) := "yes" if database.type == "aws_rds_cluster_instance"
else := "no"

deny contains finding.of(row.database, row.at, row.path, message) if {
	some row in rows
	count(row.no) > 0
	message := sprintf("the parameter group does not set %s", [concat(", ", row.no)])
}

undetermined contains finding.of(row.database, row.at, row.path, message) if {
	some row in rows
	count(row.unknown) > 0
	message := sprintf("whether the parameter group sets %s is not known", [concat(", ", row.unknown)])
}
