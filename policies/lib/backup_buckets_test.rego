package lib.backup_buckets_test

import data.lib.backup_buckets

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

bucket(mode, scope, values, unknown) := {
	"address": "aws_s3_bucket.b",
	"type": "aws_s3_bucket",
	"mode": mode,
	"scope": scope,
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

named(name) := bucket("managed", "production", {"bucket": name}, {})

holds(values, unknown) := backup_buckets.holds(bucket("managed", "production", values, unknown))

test_a_name_or_a_prefix_says_it if {
	holds({"bucket": "restartix-backup-production"}, {}) == "yes"
	holds({"bucket": "my-backup-2"}, {}) == "yes"
	holds({"bucket": "uploads", "bucket_prefix": "my-backup-"}, {}) == "no"
	holds({"bucket_prefix": "my-backup-"}, {"bucket": unset}) == "yes"
	holds({"bucket_prefix": "my-backup-"}, {"bucket": later}) == "yes"
}

# An exact name need not look like one.
test_an_exact_name_says_it if {
	backup_buckets.holds(named("vault-production")) == "yes" with data.architecture.names.backup_buckets.exact as ["vault-{env}"]
	backup_buckets.holds(named("vault-staging")) == "no" with data.architecture.names.backup_buckets.exact as ["vault-{env}"]
}

test_a_name_that_the_provider_makes_up_is_none if {
	holds({"bucket_prefix": "uploads-"}, {"bucket": unset}) == "no"
	holds({}, {"bucket": unset, "bucket_prefix": unset}) == "no"
	holds({}, {"bucket": unset}) == "no"
}

test_what_may_become_one_is_not_known if {
	holds({"bucket_prefix": "uploads-"}, {"bucket": later}) == "unknown"
	holds({}, {"bucket": later}) == "unknown"
	holds({}, {"bucket": later, "bucket_prefix": unset}) == "unknown"
	holds({}, {"bucket": unset, "bucket_prefix": later}) == "unknown"
}

doubts(buckets) := found if {
	found := backup_buckets.doubts("production") with input as {
		"scopes": {"production": {"complete": {"aws_s3_bucket": true}}},
		"resources": {"aws_s3_bucket": buckets},
	}
}

name := {"bucket": "restartix-backup-production"}

test_what_may_be_the_bucket if {
	count(doubts([bucket("managed", "production", {}, {"bucket": later})])) == 1
	count(doubts([bucket("managed", "staging", {}, {"bucket": later})])) == 0
	count(doubts([bucket("managed", "production", {}, {"bucket": unset})])) == 0
	count(doubts([bucket("data", "production", name, {})])) == 1
	count(doubts([bucket("data", "production", {"bucket": "uploads"}, {})])) == 0
	count(doubts([bucket("managed", "production", name, {})])) == 0
}
