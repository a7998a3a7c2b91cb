# METADATA
# title: Databases are encrypted at rest
# description: >-
#   The storage of every database, instance or cluster, is encrypted. One that does not ask for it is not encrypted, unless it takes the
#   storage of something else over.
# custom:
#   id: database/encrypted
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_redshift_cluster]
#   reads:
#     aws_db_instance: [storage_encrypted, snapshot_identifier, replicate_source_db, restore_to_point_in_time]
#     aws_rds_cluster:
#       [storage_encrypted, snapshot_identifier, replication_source_identifier, restore_to_point_in_time, global_cluster_identifier, engine_mode]
#     aws_docdb_cluster: [storage_encrypted, snapshot_identifier, restore_to_point_in_time, global_cluster_identifier]
#     aws_neptune_cluster: [storage_encrypted, snapshot_identifier, replication_source_identifier, global_cluster_identifier]
#     aws_redshift_cluster: [encrypted, snapshot_identifier, snapshot_arn]
#   decides:
#     aws_db_instance.storage_encrypted: left out, it is off
#     aws_db_instance.snapshot_identifier: it matters only where encryption is left out
#     aws_db_instance.replicate_source_db: it matters only where encryption is left out
#     aws_db_instance.restore_to_point_in_time: it matters only where encryption is left out
#     aws_rds_cluster.storage_encrypted: left out, it is off
#     aws_rds_cluster.snapshot_identifier: it matters only where encryption is left out
#     aws_rds_cluster.replication_source_identifier: it matters only where encryption is left out
#     aws_rds_cluster.restore_to_point_in_time: it matters only where encryption is left out
#     aws_rds_cluster.global_cluster_identifier: it matters only where encryption is left out
#     aws_rds_cluster.engine_mode: it matters only where encryption is left out
#     aws_docdb_cluster.storage_encrypted: left out, it is off
#     aws_docdb_cluster.snapshot_identifier: it matters only where encryption is left out
#     aws_docdb_cluster.restore_to_point_in_time: it matters only where encryption is left out
#     aws_docdb_cluster.global_cluster_identifier: it matters only where encryption is left out
#     aws_neptune_cluster.storage_encrypted: left out, it is off
#     aws_neptune_cluster.snapshot_identifier: it matters only where encryption is left out
#     aws_neptune_cluster.replication_source_identifier: it matters only where encryption is left out
#     aws_neptune_cluster.global_cluster_identifier: it matters only where encryption is left out
#     aws_redshift_cluster.encrypted: left out, it is off or AWS's to decide
#     aws_redshift_cluster.snapshot_identifier: it matters only where encryption is left out
#     aws_redshift_cluster.snapshot_arn: it matters only where encryption is left out
#   sections: ["Database: production", "Database: staging", "HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 2.3.1: storage of RDS is encrypted
#     GDPR 32(1)(a): patients' data is encrypted where it is stored
#     HIPAA 164.312(a)(2)(iv): patients' data is encrypted at rest
#   remediation: Set `storage_encrypted = true`. A database that exists is encrypted by restoring an encrypted copy of its snapshot.
package policies.database.encrypted

import data.lib.finding
import data.lib.inventory
import data.lib.value

# By type, where it says that it is encrypted, and from where it may take that over.
types := {
	"aws_db_instance": {"flag": "storage_encrypted", "from": ["snapshot_identifier", "replicate_source_db", "restore_to_point_in_time"]},
	"aws_rds_cluster": {
		"flag": "storage_encrypted",
		"from": ["snapshot_identifier", "replication_source_identifier", "restore_to_point_in_time", "global_cluster_identifier"],
	},
	"aws_docdb_cluster": {"flag": "storage_encrypted", "from": ["snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier"]},
	"aws_neptune_cluster": {
		"flag": "storage_encrypted",
		"from": ["snapshot_identifier", "replication_source_identifier", "global_cluster_identifier"],
	},
	"aws_redshift_cluster": {"flag": "encrypted", "from": ["snapshot_identifier", "snapshot_arn"]},
}

# Those that do not say that they are encrypted, with what is known of it.
plain := [{"at": database, "path": path, "is": encrypted(database, path)} |
	some type, form in types
	some database in inventory.managed(type)
	path := [form.flag]
	not on(database, path)
]

on(database, path) if value.known(database, path) in {true, "true"}

encrypted(database, path) := "no" if value.present(database, path)
else := "no" if {
	value.left_out(database, path)
	not taken_over(database)
} else := "unknown"

# The storage is, or may be, that of something else, or of a kind that AWS always encrypts.
taken_over(database) if {
	some attribute in types[database.type].from
	not nothing(database, [attribute])
}

taken_over(database) if value.one_of(database, ["engine_mode"], {"serverless"}) != "no"

nothing(database, path) if value.left_out(database, path)

nothing(database, path) if value.known(database, path) in {"", []}

deny contains finding.of(one.at, one.at, one.path, "the storage is not encrypted") if {
	some one in plain
	one.is == "no"
}

undetermined contains finding.of(one.at, one.at, one.path, message) if {
	some one in plain
	one.is == "unknown"
	message := sprintf("whether the storage is encrypted is not known: %s", [value.reason(one.at, one.path)])
}
