# METADATA
# title: The production database has the agreed shape
# description: >-
#   Every database of production is an instance of the agreed class, Multi-AZ, on storage of the agreed type that starts at the agreed size
#   and grows no further than agreed.
# custom:
#   id: database/production-shape
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_db_instance, aws_rds_cluster]
#   reads:
#     aws_db_instance: [instance_class, multi_az, storage_type, allocated_storage, max_allocated_storage]
#     aws_rds_cluster: [db_cluster_instance_class]
#   decides:
#     aws_rds_cluster.db_cluster_instance_class: no cluster has the shape, whatever its class
#   sections: ["Database: production"]
#   controls:
#     GDPR 32(1)(b): the database stays available when a zone fails
#     ISO 27001 A.8.14: a standby in another zone takes over
#     SOC 2 A1.2: storage grows before it is full, and a zone may fail
#   remediation: >-
#     Set `instance_class`, `multi_az`, `storage_type`, `allocated_storage` and `max_allocated_storage` as `policies/data/architecture.yaml` has
#     them. Use such an `aws_db_instance` instead of an `aws_rds_cluster`.
package policies.database.production_shape

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

rows := [{"database": database, "facts": said(database, wanted)} |
	some database in inventory.managed("aws_db_instance")
	wanted := data.architecture.scopes[database.scope].database
	wanted.storage
]

said(database, wanted) := [
	facts.equals(database, ["instance_class"], wanted.instance_class, sprintf("the class is not %s", [wanted.instance_class])),
	facts.equals(database, ["multi_az"], wanted.multi_az, "the database is not Multi-AZ"),
	facts.equals(database, ["storage_type"], wanted.storage.type, sprintf("the storage is not %s", [wanted.storage.type])),
	facts.of(
		database, ["allocated_storage"], sized(database, wanted.storage),
		sprintf("the storage is not of %d GiB, or has not grown from that", [wanted.storage.allocated_gib]),
	),
	facts.equals(
		database, ["max_allocated_storage"], wanted.storage.max_allocated_gib,
		sprintf("the storage does not grow to %d GiB", [wanted.storage.max_allocated_gib]),
	),
]

# What is new has the size. What exists may have grown.
sized(database, storage) := value.equals(database, ["allocated_storage"], storage.allocated_gib) if {
	database.change in {"create", "replace"}
} else := logic.all_of([
	value.at_least(database, ["allocated_storage"], storage.allocated_gib),
	within(database, ["allocated_storage"], storage.max_allocated_gib),
])

within(database, path, most) := "unknown" if value.unknown(database, path)
else := "yes" if value.known(database, path) <= most
else := "no"

deny contains found if {
	some row in rows
	some found in facts.broken(row.database, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.database, row.facts)
}

deny contains finding.of(cluster, cluster, ["db_cluster_instance_class"], message) if {
	some cluster in inventory.managed("aws_rds_cluster")
	wanted := data.architecture.scopes[cluster.scope].database
	wanted.storage
	message := sprintf("the database is a cluster, and not an instance of %s", [wanted.instance_class])
}
