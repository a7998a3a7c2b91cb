package policies.region.home_test

import data.lib.backup_replica

alias := {
	"address": "aws_kms_alias.a",
	"type": "aws_kms_alias",
	"mode": "managed",
	"values": {"name": "alias/restartix-production-backup-replica", "target_key_id": "1"},
	"unknown": {},
	"links": {},
}

key(values) := {
	"address": "aws_kms_key.k",
	"type": "aws_kms_key",
	"mode": "managed",
	"scope": "production",
	"values": values,
	"unknown": {},
	"links": {},
}

document := {"scopes": {"production": {"complete": {"aws_kms_alias": true}}}, "resources": {"aws_kms_alias": [alias]}}

holds(values) := answer if {
	answer := backup_replica.holds(key(values)) with input as document
}

test_an_alias_names_its_key_by_id if {
	holds({"key_id": "1"}) == "yes"
	holds({"key_id": "2"}) == "no"

	# One that is yet to be made has no id to be compared.
	holds({}) == "unknown"
}
