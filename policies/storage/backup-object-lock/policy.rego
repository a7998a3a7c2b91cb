# METADATA
# title: Backups are locked for seven years
# description: >-
#   Every bucket that holds backups is under Object Lock in COMPLIANCE mode for at least seven years, by a default retention, and
#   the bucket for backups exists.
# custom:
#   id: storage/backup-object-lock
#   severity: critical
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket:
#       - bucket
#       - bucket_prefix
#       - "object_lock_configuration[].rule[].default_retention[].mode"
#       - "object_lock_configuration[].rule[].default_retention[].years"
#       - "object_lock_configuration[].rule[].default_retention[].days"
#     aws_s3_bucket_object_lock_configuration:
#       - bucket
#       - "rule[].default_retention[].mode"
#       - "rule[].default_retention[].years"
#       - "rule[].default_retention[].days"
#   unset:
#     aws_s3_bucket.object_lock_configuration[].rule[].default_retention[].mode: absent
#   decides:
#     aws_s3_bucket.bucket: a prefix can say by itself that the bucket holds backups
#     aws_s3_bucket.bucket_prefix: a name says it without the prefix
#     aws_s3_bucket.object_lock_configuration[].rule[].default_retention[].years: years or days, one is enough
#     aws_s3_bucket.object_lock_configuration[].rule[].default_retention[].days: years or days, one is enough
#     aws_s3_bucket_object_lock_configuration.rule[].default_retention[].years: years or days, one is enough
#     aws_s3_bucket_object_lock_configuration.rule[].default_retention[].days: years or days, one is enough
#   sections: [Backups and DR]
#   controls:
#     GDPR 32(1)(c): nobody, not even who administers the account, takes away what the data is restored from
#     HIPAA 164.308(a)(7)(ii)(A): copies can be retrieved for seven years
#     HIPAA 164.312(c)(1): copies are neither changed nor destroyed
#   remediation: >-
#     Add an `aws_s3_bucket_object_lock_configuration` for the bucket with a `default_retention` of `mode = "COMPLIANCE"` and
#     `years = 7` or more. No one can undo it for an object once it is stored.
package policies.storage.backup_object_lock

import data.lib.backup_buckets
import data.lib.finding
import data.lib.logic
import data.lib.parts
import data.lib.value

required := data.architecture.scopes.production.backup_lock

subjects := {bucket.address | some bucket in backup_buckets.known("production")}

# Every place in which the default retention of a backup bucket is written: a lock resource, or the bucket itself.
locks := [{"bucket": bucket, "at": at, "path": value.step(rule, "default_retention")} |
	some bucket in backup_buckets.known("production")
	[at, rule] := written(bucket)[_]
]

written(bucket) := array.concat(
	[[lock, ["rule", 0]] | some lock in parts.of(bucket, "aws_s3_bucket_object_lock_configuration")],
	[[bucket, ["object_lock_configuration", 0, "rule", 0]] | has_own(bucket, ["object_lock_configuration"])],
)

has_own(bucket, path) if value.known(bucket, path) != []

has_own(bucket, path) if {
	value.unknown(bucket, path)
	not value.unset(bucket, path)
}

deny contains finding.of(bucket, bucket, ["object_lock_configuration"], message) if {
	some bucket in backup_buckets.known("production")
	count(written(bucket)) == 0
	not parts.short(bucket, "aws_s3_bucket_object_lock_configuration")
	message := "the bucket holds backups and has no Object Lock"
}

deny contains finding.of(lock.bucket, lock.at, lock.path, message) if {
	some lock in locks
	value.absent(lock.at, value.step(lock.path, 0))
	message := "the lock has no default retention: new backups are not locked"
}

deny contains finding.of(lock.bucket, lock.at, path, message) if {
	some lock in locks
	value.present(lock.at, value.step(lock.path, 0))
	path := array.concat(lock.path, [0, "mode"])
	value.equals(lock.at, path, required.mode) == "no"
	message := sprintf("the lock's mode is not %s", [required.mode])
}

deny contains finding.of(lock.bucket, lock.at, term(lock), message) if {
	some lock in locks
	value.present(lock.at, value.step(lock.path, 0))
	long_enough(lock) == "no"
	message := sprintf("backups are locked for less than %d years (%d days)", [required.years, required.at_least_days])
}

undetermined contains finding.of(lock.bucket, lock.at, lock.path, message) if {
	some lock in locks
	mode := value.equals(lock.at, array.concat(lock.path, [0, "mode"]), required.mode)
	"unknown" in [mode, long_enough(lock)]
	message := "the lock's mode or its term is not known"
}

undetermined contains finding.of(bucket, bucket, ["object_lock_configuration"], message) if {
	some bucket in backup_buckets.known("production")
	gap := parts.short(bucket, "aws_s3_bucket_object_lock_configuration")
	message := sprintf("the bucket may have a lock that is not known: %s", [gap.reason])
}

undetermined contains finding.of(bucket, bucket, ["bucket"], message) if {
	some bucket in backup_buckets.possible("production")
	message := sprintf("whether the bucket holds backups is not known: its name is %s", [value.reason(bucket, ["bucket"])])
}

deny contains finding.missing(name, "production", message) if {
	some name in backup_buckets.unmet("production")
	count(backup_buckets.doubts("production")) == 0
	message := sprintf("no bucket %s exists", [name])
}

undetermined contains finding.missing(name, "production", message) if {
	some name in backup_buckets.unmet("production")
	doubts := backup_buckets.doubts("production")
	count(doubts) > 0
	message := sprintf("whether the bucket %s exists is not known: %s", [name, concat("; ", sort(doubts))])
}

long_enough(lock) := logic.any_of([
	value.at_least(lock.at, array.concat(lock.path, [0, "years"]), required.years),
	value.at_least(lock.at, array.concat(lock.path, [0, "days"]), required.at_least_days),
])

# Where the term is written.
term(lock) := array.concat(lock.path, [0, "days"]) if value.at_least(lock.at, array.concat(lock.path, [0, "days"]), 1) == "yes"
else := array.concat(lock.path, [0, "years"])
