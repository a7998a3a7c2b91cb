package policies.database.no_public_snapshot_test

import data.policies.database.no_public_snapshot as policy

document(values) := {"resources": {"aws_ebs_snapshot": [{
	"address": "aws_ebs_snapshot.s",
	"type": "aws_ebs_snapshot",
	"mode": "managed",
	"scope": "unassigned",
	"values": values,
	"unknown": {},
}]}}

test_shared_with_the_listed_alone if {
	count(policy.deny) == 0 with input as document({"shared_accounts": ["1"]}) with data.architecture.snapshots.shared_with as ["1"]
	count(policy.deny) == 1 with input as document({"shared_accounts": ["1", "2"]}) with data.architecture.snapshots.shared_with as ["1"]
	count(policy.deny) == 1 with input as document({"shared_accounts": ["all"]})
}

test_what_is_not_said_is_open if {
	count(policy.undetermined) == 1 with input as document({})
	count(policy.undetermined) == 0 with input as document({"shared_accounts": []})
}
