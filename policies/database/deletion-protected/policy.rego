# METADATA
# title: Databases cannot be deleted by mistake
# description: >-
#   Deletion protection is on for every database of production, and deleting one takes a final snapshot. What happens at the end only
#   Terraform knows: in an account the protection alone is judged.
# custom:
#   id: database/deletion-protected
#   severity: high
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_db_instance, aws_rds_cluster]
#   reads:
#     aws_db_instance: [deletion_protection, skip_final_snapshot, final_snapshot_identifier]
#     aws_rds_cluster: [deletion_protection, skip_final_snapshot, final_snapshot_identifier]
#   unset:
#     aws_db_instance.deletion_protection: absent
#     aws_rds_cluster.deletion_protection: absent
#     aws_db_instance.final_snapshot_identifier: absent
#     aws_rds_cluster.final_snapshot_identifier: absent
#   sections: ["Database: production", Backups and DR]
#   controls:
#     GDPR 32(1)(c): the database is not lost to a mistake, and where it is deleted a last copy is left
#     HIPAA 164.308(a)(7)(ii)(A): deleting the database leaves an exact copy
#     ISO 27001 A.8.13: the last state of the database is a backup too
#   remediation: >-
#     Set `deletion_protection = true`, `skip_final_snapshot = false` and a `final_snapshot_identifier`.
package policies.database.deletion_protected

import data.lib.facts
import data.lib.inventory
import data.lib.value

rows := [{"database": database, "facts": array.concat(protected(database), ended(database))} |
	some type in ["aws_db_instance", "aws_rds_cluster"]
	some database in inventory.managed(type)
]

protected(database) := [facts.of(database, ["deletion_protection"], on(database, ["deletion_protection"]), "deletion protection is off")]

# One that is not taken needs no name.
ended(database) := array.concat([taken], [name | taken.is != "no"]) if {
	input.kind == "plan"
	taken := facts.equals(database, ["skip_final_snapshot"], false, "no final snapshot is taken")
	name := facts.of(database, ["final_snapshot_identifier"], named(database, ["final_snapshot_identifier"]), "the final snapshot has no name")
} else := []

on(database, path) := "no" if value.unset(database, path)
else := value.equals(database, path, true)

named(database, path) := "no" if value.left_out(database, path)
else := "unknown" if value.unknown(database, path)
else := "yes"

deny contains found if {
	some row in rows
	some found in facts.broken(row.database, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.database, row.facts)
}
