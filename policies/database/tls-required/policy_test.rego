package policies.database.tls_required_test

import data.policies.database.tls_required as policy

document(kind, values) := {
	"kind": kind,
	"resources": {"aws_db_instance": [{
		"address": "aws_db_instance.d",
		"type": "aws_db_instance",
		"mode": "managed",
		"region": "eu-central-1",
		"values": object.union({"parameter_group_name": "default.postgres17"}, values),
		"unknown": {},
	}]},
}

open(kind, values) := count(found) if {
	found := policy.undetermined with input as document(kind, values)
}

test_a_restart_may_be_pending_in_an_account if {
	open("plan", {}) == 0
	open("snapshot", {"parameter_apply_status": "in-sync"}) == 0
	open("snapshot", {"parameter_apply_status": "pending-reboot"}) == 1
	open("snapshot", {}) == 1
}
