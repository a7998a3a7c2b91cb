# METADATA
# title: Snapshots are shared with nobody
# description: No snapshot of a database, a cluster or a volume is public, or shared with an account that is not listed.
# custom:
#   id: database/no-public-snapshot
#   severity: critical
#   on: [account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_db_snapshot, aws_db_cluster_snapshot, aws_ebs_snapshot]
#   reads:
#     aws_db_snapshot: ["shared_accounts[]"]
#     aws_db_cluster_snapshot: ["shared_accounts[]"]
#     aws_ebs_snapshot: ["shared_accounts[]"]
#   sections: ["Database: production", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 32(1)(b): copies of patients' data stay as confidential as the database
#     HIPAA 164.312(a)(1): a snapshot is read by the accounts that are listed, and by no others
#     ISO 27001 A.5.15: copies of the data follow the same rules of access as the data
#   remediation: >-
#     Take the sharing back: leave `shared_accounts` out. Then treat what the snapshot holds as read by whoever it was shared with.
package policies.database.no_public_snapshot

import data.lib.finding
import data.lib.inventory
import data.lib.value

snapshots := [snapshot |
	some type in ["aws_db_snapshot", "aws_db_cluster_snapshot", "aws_ebs_snapshot"]
	some snapshot in inventory.managed(type)
]

listed := {account | some account in data.architecture.snapshots.shared_with}

# Each account that a snapshot is shared with, where it is said.
shares := [{"snapshot": snapshot, "path": path} |
	some snapshot in snapshots
	some path in places(snapshot, ["shared_accounts"])
]

places(snapshot, path) := [value.step(path, at) | some at, _ in value.known(snapshot, path)]

deny contains finding.of(share.snapshot, share.snapshot, share.path, message) if {
	some share in shares
	account := value.known(share.snapshot, share.path)
	not account in listed
	message := object.get({"all": "the snapshot is public"}, account, sprintf("the snapshot is shared with the account %s", [account]))
}

undetermined contains finding.of(snapshot, snapshot, ["shared_accounts"], message) if {
	some snapshot in snapshots
	not value.present(snapshot, ["shared_accounts"])
	message := sprintf("whom the snapshot is shared with is not known: %s", [value.reason(snapshot, ["shared_accounts"])])
}

undetermined contains finding.of(share.snapshot, share.snapshot, share.path, "whom the snapshot is shared with is not known") if {
	some share in shares
	not value.present(share.snapshot, share.path)
}
