package policies.database.production_shape_test

import data.policies.database.production_shape as policy

wanted := data.architecture.scopes.production.database

good := {
	"instance_class": wanted.instance_class,
	"multi_az": true,
	"storage_type": wanted.storage.type,
	"allocated_storage": wanted.storage.allocated_gib,
	"max_allocated_storage": wanted.storage.max_allocated_gib,
}

denied(change, values) := {finding.attribute[0] | some finding in found} if {
	found := policy.deny with input as {"resources": {"aws_db_instance": [{
		"address": "aws_db_instance.d",
		"type": "aws_db_instance",
		"mode": "managed",
		"scope": "production",
		"change": change,
		"values": object.union(good, values),
		"unknown": {},
		"links": {},
		"parts": {},
	}]}}
}

test_storage_that_exists_may_have_grown if {
	grown := {"allocated_storage": wanted.storage.allocated_gib + 10}
	denied("none", grown) == set()
	denied("no-op", grown) == set()
	denied("create", grown) == {"allocated_storage"}
	denied("none", {"allocated_storage": wanted.storage.max_allocated_gib + 1}) == {"allocated_storage"}
	denied("none", {"allocated_storage": wanted.storage.allocated_gib - 1}) == {"allocated_storage"}
}

test_growing_may_be_turned_off if {
	denied("none", {"max_allocated_storage": 0}) == {"max_allocated_storage"}
}
