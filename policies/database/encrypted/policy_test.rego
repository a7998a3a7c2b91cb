package policies.database.encrypted_test

import data.policies.database.encrypted as policy

database(values, unknown) := {
	"address": "aws_rds_cluster.d",
	"type": "aws_rds_cluster",
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

verdict(values, unknown) := found if {
	document := {"resources": {"aws_rds_cluster": [database(values, unknown)]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
	found := [count(denied), count(open)]
}

test_what_is_on_passes if {
	verdict({"storage_encrypted": true}, {}) == [0, 0]
	verdict({"storage_encrypted": "true"}, {}) == [0, 0]
}

test_what_is_off_or_left_out_fails if {
	verdict({"storage_encrypted": false}, {"snapshot_identifier": {"kind": "hidden", "reason": "r"}}) == [1, 0]
	verdict({}, {}) == [1, 0]
	verdict({"snapshot_identifier": "", "restore_to_point_in_time": []}, {"storage_encrypted": {"kind": "unset", "reason": "r"}}) == [1, 0]
}

test_what_may_be_taken_over_is_open if {
	verdict({"replication_source_identifier": "another"}, {}) == [0, 1]
	verdict({}, {"snapshot_identifier": {"kind": "hidden", "reason": "r"}}) == [0, 1]
	verdict({"engine_mode": "serverless"}, {}) == [0, 1]
	verdict({}, {"storage_encrypted": {"kind": "after_apply", "reason": "r"}}) == [0, 1]
}
