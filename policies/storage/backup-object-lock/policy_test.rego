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

# ---------------------------------------------------------------- the lock

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

own(lock, unknown) := object.union(named("managed"), {
	"values": object.union(named("managed").values, {"object_lock_configuration": lock}),
	"unknown": unknown,
})

term(retention) := [{"rule": [{"default_retention": retention}]}]

# How many findings of each sort.
counts(bucket) := [count(denied), count(open)] if {
	denied := policy.deny with input as document([bucket])
	open := policy.undetermined with input as document([bucket])
}

test_a_lock_on_the_bucket_itself if {
	counts(own(term([{"mode": "COMPLIANCE", "years": 7}]), {})) == [0, 0]
	counts(own(term([{"mode": "COMPLIANCE", "days": 2557}]), {})) == [0, 0]
	counts(own(term([{"mode": "GOVERNANCE", "years": 7}]), {})) == [1, 0]
	counts(own(term([{"mode": "COMPLIANCE", "years": 6}]), {})) == [1, 0]
	counts(own(term([{"mode": "GOVERNANCE", "years": 6}]), {})) == [2, 0]
}

test_no_lock_on_the_bucket_itself if {
	counts(own([], {})) == [1, 0]
	counts(own(null, {"object_lock_configuration": unset})) == [1, 0]
}

# What is not there is said once, not also as a mode and a term that are wrong.
test_a_lock_without_a_retention if {
	counts(own(term([]), {})) == [1, 0]
	counts(own([{}], {})) == [1, 0]
}

test_a_lock_that_is_not_known if {
	counts(own(null, {"object_lock_configuration": later})) == [0, 1]
	counts(own(term([{"years": 7}]), {"object_lock_configuration[0].rule[0].default_retention[0].mode": later})) == [0, 1]
	counts(own(term([{"mode": "COMPLIANCE"}]), {"object_lock_configuration[0].rule[0].default_retention[0].years": later})) == [0, 1]
}

test_a_lock_that_may_be_missing_from_the_list if {
	short := {"parts.aws_s3_bucket_object_lock_configuration": later}
	counts(object.union(named("managed"), {"unknown": short})) == [0, 1]
	counts(own(term([{"mode": "COMPLIANCE", "years": 7}]), short)) == [0, 1]
}

test_a_bucket_that_is_missing_is_denied_or_not_known if {
	count(policy.deny) == 1 with input as document([])
	count(policy.undetermined) == 0 with input as document([])
	short := object.union(document([]), {"scopes": {"production": {"complete": {"aws_s3_bucket": "denied"}}}})
	count(policy.deny) == 0 with input as short
	count(policy.undetermined) == 1 with input as short
}
