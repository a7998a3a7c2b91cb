# METADATA
# title: Databases are PostgreSQL of the agreed version
# description: >-
#   Every database of an environment, instance, cluster or member, has the engine and the major version of that environment, and the
#   environment's database exists.
# custom:
#   id: database/engine
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [identifier, engine, engine_version]
#     aws_rds_cluster: [cluster_identifier, engine, engine_version]
#     aws_rds_cluster_instance: [cluster_identifier, engine, engine_version]
#   decides:
#     aws_db_instance.identifier: any database is judged, whatever it is called
#     aws_rds_cluster.cluster_identifier: any database is judged, whatever it is called
#     aws_rds_cluster_instance.cluster_identifier: a member says its engine itself
#     aws_rds_cluster_instance.engine_version: left out, it is that of the cluster
#   sections: ["Database: production", "Database: staging"]
#   controls:
#     ISO 27001 A.8.9: the database has the engine and version that were agreed
#     SOC 2 CC8.1: another engine or major version is a change that somebody has to approve
#   remediation: >-
#     Set `engine` and `engine_version` as `policies/data/architecture.yaml` has them for the environment, on a resource of the type that
#     has this engine.
package policies.database.engine

import data.lib.databases
import data.lib.expected
import data.lib.facts
import data.lib.inventory
import data.lib.value

rows := [{"database": database, "facts": said(database, wanted)} |
	some type in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
	some database in inventory.managed(type)
	wanted := data.architecture.scopes[database.scope].database
]

# The version of another engine says nothing.
said(database, wanted) := array.concat([engine], [version | engine.is != "no"]) if {
	engine := facts.equals(database, ["engine"], wanted.engine, sprintf("the engine is not %s", [wanted.engine]))
	version := facts.of(
		database, ["engine_version"], versioned(database),
		sprintf("the engine's version is not %s", [wanted.engine_version]),
	)
}

# A member that names no version has that of its cluster, which is judged by itself.
versioned(database) := member(database) if {
	database.type == "aws_rds_cluster_instance"
	value.left_out(database, ["engine_version"])
} else := major(database, ["engine_version"], data.architecture.scopes[database.scope].database.engine_version)

member(database) := "yes" if databases.source_of(database)
else := "unknown"

major(database, path, wanted) := "unknown" if value.unknown(database, path)
else := "yes" if split(value.known(database, path), ".")[0] == wanted
else := "no"

deny contains found if {
	some row in rows
	some found in facts.broken(row.database, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.database, row.facts)
}

# The database of each environment, as the type that has its engine.
homes := [{"scope": scope, "type": kind.type, "path": [kind.name], "name": wanted.identifier} |
	some scope, architecture in data.architecture.scopes
	wanted := architecture.database
	kind := data.aws.database_engines[wanted.engine]
]

deny contains found if {
	some home in homes
	some found in expected.missing(home.scope, home.type, home.path, {home.name}, "the database")
}

undetermined contains found if {
	some home in homes
	some found in expected.possibly_missing(home.scope, home.type, home.path, {home.name}, "the database")
}
