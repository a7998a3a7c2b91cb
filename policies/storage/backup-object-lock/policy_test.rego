package policies.storage.backup_object_lock_test

import data.policies.storage.backup_object_lock as policy

named(mode) := {
	"address": "aws_s3_bucket.b",
	"type": "aws_s3_bucket",
	"mode": mode,
	"scope": "production",
	"values": {"bucket": "restartix-backup-production"},
	"unknown": {},
	"links": {},
	"parts": {},
}

document(buckets) := {
	"kind": "plan",
	"scopes": {"production": {"complete": {"aws_s3_bucket": true}}},
	"resources": {"aws_s3_bucket": buckets, "aws_s3_bucket_object_lock_configuration": []},
}

test_a_bucket_without_a_lock_is_denied if {
	subjects := {finding.subject | some finding in policy.deny} with input as document([named("managed")])
	subjects == {"aws_s3_bucket.b"}
}

test_no_bucket_is_denied if {
	subjects := {finding.subject | some finding in policy.deny} with input as document([])
	subjects == {"missing:restartix-backup-production"}
}

# A bucket that is only read is kept by somebody else: whether it is locked is not known here.
test_a_bucket_that_is_only_read_may_be_the_one if {
	count(policy.deny) == 0 with input as document([named("data")])
	count(policy.undetermined) == 1 with input as document([named("data")])
}
