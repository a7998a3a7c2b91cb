# METADATA
# title: Databases are backed up, up to the last hour
# description: >-
#   Every database keeps its backups for as long as its environment asks for, and in an account can be restored to a time less than an hour
#   before it was looked at. Aurora's members have the backups of their cluster.
# custom:
#   id: database/backups
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_db_instance, aws_rds_cluster]
#   reads:
#     aws_db_instance: [backup_retention_period, latest_restorable_time]
#     aws_rds_cluster: [backup_retention_period, latest_restorable_time]
#   decides:
#     aws_db_instance.latest_restorable_time: a plan does not say what is restorable
#     aws_rds_cluster.latest_restorable_time: a plan does not say what is restorable
#   sections: ["Database: production", "Database: staging", Backups and DR]
#   controls:
#     GDPR 32(1)(c): the database can be restored to any second of its last days
#     HIPAA 164.308(a)(7)(ii)(A): exact copies of the database are kept
#     ISO 27001 A.8.13: backups are kept as long as agreed, and are recent enough to be restored
#   remediation: >-
#     Set `backup_retention_period` to the days that `policies/data/architecture.yaml` has for the environment. Where the last restorable
#     time is old, look for what keeps RDS from writing its logs: a full disk, a key that is disabled, a database that is stopped.
package policies.database.backups

import data.lib.clock
import data.lib.facts
import data.lib.inventory
import data.lib.value

rows := [{"database": database, "facts": array.concat(kept(database, wanted), current(database))} |
	some type in ["aws_db_instance", "aws_rds_cluster"]
	some database in inventory.managed(type)
	wanted := data.architecture.scopes[database.scope].database.backup_retention_days
]

kept(database, days) := [facts.of(
	database, ["backup_retention_period"], value.at_least(database, ["backup_retention_period"], days),
	sprintf("backups are not kept for %d days", [days]),
)]

current(database) := [facts.of(
	database, ["latest_restorable_time"], recent(database, ["latest_restorable_time"]),
	"the database cannot be restored to a time of the last hour",
)] if {
	input.kind == "snapshot"
} else := []

# Where the account does not say it, or says no time, it is not known.
recent(database, path) := "unknown" if value.unknown(database, path)
else := within(lag) if {
	lag := clock.seconds(input.now) - clock.seconds(value.known(database, path))
} else := "unknown"

within(lag) := "yes" if lag <= data.architecture.database.restorable_within_seconds
else := "no"

deny contains found if {
	some row in rows
	some found in facts.broken(row.database, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.database, row.facts)
}
