package policies.database.engine_test

import data.policies.database.engine as policy

document(engine, version, list) := {
	"kind": "snapshot",
	"scopes": {"production": {"complete": {"aws_db_instance": list}}},
	"resources": {"aws_db_instance": [{
		"address": "aws_db_instance.d",
		"type": "aws_db_instance",
		"mode": "managed",
		"scope": "production",
		"values": {"identifier": "d", "engine": engine, "engine_version": version},
		"unknown": {},
		"links": {},
		"parts": {},
	}]},
}

denied(version) := {finding.subject | some finding in found} if {
	found := policy.deny with input as document("postgres", version, true)
}

test_the_major_version_counts if {
	denied("17") == {"missing:restartix-production"}
	denied("17.4") == {"missing:restartix-production"}
	denied("171.4") == {"aws_db_instance.d", "missing:restartix-production"}
	denied(null) == {"aws_db_instance.d", "missing:restartix-production"}
}

test_where_the_list_may_be_short_nothing_is_missing if {
	found := policy.undetermined with input as document("postgres", "17", "denied")
	{finding.subject | some finding in found} == {"missing:restartix-production"}
}

test_the_version_of_another_engine_says_nothing if {
	found := policy.deny with input as document("mysql", "8.4", true)
	{finding.attribute | some finding in found} == {["engine"], []}
}
