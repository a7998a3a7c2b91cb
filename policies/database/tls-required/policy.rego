# METADATA
# title: Databases take no connection without TLS
# description: >-
#   The parameter group that a database uses forces TLS, by its own setting or by the default of its family; in an account no restart is
#   pending that the setting may wait for.
# custom:
#   id: database/tls-required
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_db_instance, aws_rds_cluster]
#   reads:
#     "*": [region]
#     aws_db_instance: [parameter_group_name, replicate_source_db, engine, engine_version, parameter_apply_status]
#     aws_rds_cluster: [db_cluster_parameter_group_name, engine, engine_version, "db_cluster_parameter_group_status[]"]
#     aws_db_parameter_group: [name, family, "parameter[].name", "parameter[].value"]
#     aws_rds_cluster_parameter_group: [name, family, "parameter[].name", "parameter[].value"]
#   decides:
#     aws_db_instance.parameter_group_name: left out, it is AWS's own group
#     aws_db_instance.replicate_source_db: only a replica without a group depends on it
#     aws_db_instance.engine: it tells AWS's own group where no other one is named
#     aws_db_instance.engine_version: it tells AWS's own group where no other one is named
#     aws_db_instance.parameter_apply_status: an account alone says it
#     aws_rds_cluster.db_cluster_parameter_group_name: left out, it is AWS's own group
#     aws_rds_cluster.engine: it tells AWS's own group where no other one is named
#     aws_rds_cluster.engine_version: it tells AWS's own group where no other one is named
#     aws_rds_cluster.db_cluster_parameter_group_status[]: an account alone says it
#   sections: ["Database: production", "Database: staging", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 32(1)(a): patients' data is encrypted on its way to and from the database
#     HIPAA 164.312(e)(1): a connection without TLS is refused
#     ISO 27001 A.8.24: encryption in transit is forced, and not left to the client
#   remediation: >-
#     Set the parameter `rds.force_ssl` to `1` in the parameter group that the database uses. Where a restart is pending, restart it.
package policies.database.tls_required

import data.lib.finding
import data.lib.inventory
import data.lib.parameter_groups
import data.lib.value

# Where each database's setting stands, and whether it forces TLS.
rows := [object.union(one, {"database": database}) |
	some type in ["aws_db_instance", "aws_rds_cluster"]
	some database in inventory.managed(type)
	one := set_by(database, parameter_groups.of(database), [parameter_groups.forms[type].attribute])
]

set_by(database, found, path) := {"at": found.group, "path": ["parameter"], "is": is} if {
	state := parameter_groups.sets(found.group, ["parameter"], tls.parameter, tls["on"])
	is := object.get({"absent": of_family(found.group, ["family"])}, state, state)
} else := {"at": database, "path": path, "is": by_default(found["default"])} if {
	found["default"]
} else := {"at": database, "path": path, "is": "unknown"}

tls := data.aws.forced_tls

of_family(group, path) := by_default(value.known(group, path)) if value.present(group, path)
else := "unknown"

by_default(family) := "yes" if tls.defaults[family] == tls["on"]
else := "no" if tls.defaults[family]
else := "unknown"

deny contains finding.of(row.database, row.at, row.path, "TLS is not forced") if {
	some row in rows
	row.is == "no"
}

undetermined contains finding.of(row.database, row.at, row.path, "whether TLS is forced is not known") if {
	some row in rows
	row.is == "unknown"
}

undetermined contains finding.of(row.database, row.database, row.path, message) if {
	some row in rows
	input.kind == "snapshot"
	settled(row.database) != "yes"
	message := "whether the parameter group is in force is not known: a restart may be pending"
}

# What AWS says of the group's parameters: that they are in force, or which ones wait. A cluster says it of each member.
settled(database) := value.equals(database, ["parameter_apply_status"], "in-sync") if {
	database.type == "aws_db_instance"
} else := members(database, ["db_cluster_parameter_group_status"])

members(cluster, path) := "yes" if {
	every at, _ in value.known(cluster, path) {
		value.equals(cluster, value.step(path, at), "in-sync") == "yes"
	}
} else := "unknown"
