package policies.database.backups_test

import data.policies.database.backups as policy

database(time) := {
	"address": "aws_db_instance.d",
	"type": "aws_db_instance",
	"mode": "managed",
	"scope": "production",
	"values": {"backup_retention_period": 7, "latest_restorable_time": time},
	"unknown": {},
	"links": {},
	"parts": {},
}

verdict(kind, time) := [count(denied), count(open)] if {
	document := {"kind": kind, "now": "2026-01-01T12:00:00Z", "resources": {"aws_db_instance": [database(time)]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
}

test_the_last_hour if {
	verdict("snapshot", "2026-01-01T11:00:00Z") == [0, 0]
	verdict("snapshot", "2026-01-01T11:55:01+00:00") == [0, 0]
	verdict("snapshot", "2026-01-01T10:59:59Z") == [1, 0]
}

test_what_does_not_say_is_open if {
	verdict("snapshot", null) == [0, 1]
	verdict("plan", null) == [0, 0]
}
