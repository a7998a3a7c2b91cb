# METADATA
# title: Databases are observed
# description: >-
#   Every database of production keeps Performance Insights for the agreed days and has enhanced monitoring at the agreed interval. In a
#   cluster of Aurora the members are what is observed.
# custom:
#   id: database/observed
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [performance_insights_enabled, performance_insights_retention_period, monitoring_interval]
#     aws_rds_cluster:
#       [performance_insights_enabled, performance_insights_retention_period, monitoring_interval, db_cluster_instance_class]
#     aws_rds_cluster_instance: [performance_insights_enabled, performance_insights_retention_period, monitoring_interval]
#   unset:
#     aws_rds_cluster.db_cluster_instance_class: absent
#   sections: ["Database: production"]
#   controls:
#     ISO 27001 A.8.16: the database's behaviour is watched closely enough to see what is unusual
#     SOC 2 CC7.2: what is unusual in the database's load is seen
#   remediation: >-
#     Set `performance_insights_enabled = true`, `performance_insights_retention_period` and `monitoring_interval`, with a
#     `monitoring_role_arn`, as `policies/data/architecture.yaml` has them.
package policies.database.observed

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.value

# A cluster without a class for its hosts is Aurora: its members are judged.
judged := [database |
	some type in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
	some database in inventory.managed(type)
	not aurora(database)
]

aurora(cluster) if {
	cluster.type == "aws_rds_cluster"
	not value.present(cluster, ["db_cluster_instance_class"])
}

subjects := {database.address | some database in judged}

rows := [{"database": database, "facts": said(database, wanted)} |
	some database in judged
	wanted := data.architecture.scopes[database.scope].database
	wanted.monitoring_interval_seconds
]

said(database, wanted) := [
	facts.equals(database, ["performance_insights_enabled"], true, "Performance Insights is off"),
	facts.equals(
		database, ["performance_insights_retention_period"], wanted.performance_insights_retention_days,
		sprintf("Performance Insights is not kept for %d days", [wanted.performance_insights_retention_days]),
	),
	facts.equals(
		database, ["monitoring_interval"], wanted.monitoring_interval_seconds,
		sprintf("enhanced monitoring is not at %d seconds", [wanted.monitoring_interval_seconds]),
	),
]

deny contains found if {
	some row in rows
	some found in facts.broken(row.database, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.database, row.facts)
}

undetermined contains finding.of(cluster, cluster, ["db_cluster_instance_class"], message) if {
	some cluster in inventory.managed("aws_rds_cluster")
	value.unknown(cluster, ["db_cluster_instance_class"])
	not value.unset(cluster, ["db_cluster_instance_class"])
	message := "whether the cluster itself is observed, or its members are, is not known"
}
