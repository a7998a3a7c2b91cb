package policies.database.deletion_protected_test

import data.policies.database.deletion_protected as policy

unset := {"kind": "unset", "reason": "r"}

denied(kind, values, unknown) := {finding.attribute[0] | some finding in found} if {
	found := policy.deny with input as {"kind": kind, "resources": {"aws_db_instance": [{
		"address": "aws_db_instance.d",
		"type": "aws_db_instance",
		"mode": "managed",
		"values": values,
		"unknown": unknown,
		"links": {},
		"parts": {},
	}]}}
}

test_an_account_does_not_know_of_the_end if {
	denied("snapshot", {"deletion_protection": true}, {}) == set()
	denied("snapshot", {}, {}) == {"deletion_protection"}
}

test_what_is_not_set_is_off if {
	denied("plan", {"skip_final_snapshot": false, "final_snapshot_identifier": "e"}, {"deletion_protection": unset}) == {"deletion_protection"}
	denied("plan", {"skip_final_snapshot": false, "deletion_protection": true}, {"final_snapshot_identifier": unset}) == {"final_snapshot_identifier"}
}

test_a_snapshot_that_is_not_taken_needs_no_name if {
	denied("plan", {"skip_final_snapshot": true, "deletion_protection": true}, {"final_snapshot_identifier": unset}) == {"skip_final_snapshot"}
}
