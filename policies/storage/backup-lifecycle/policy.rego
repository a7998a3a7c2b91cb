# METADATA
# title: Backups grow colder with age and outlive their lock
# description: >-
#   In every bucket that holds backups, every object moves to Glacier Instant Retrieval and then to Deep Archive, no rule moves any otherwise,
#   and no rule expires an object or an old version before its lock ends.
# custom:
#   id: storage/backup-lifecycle
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, lifecycle_rule]
#     aws_s3_bucket_lifecycle_configuration:
#       - bucket
#       - "rule[].status"
#       - "rule[].prefix"
#       - "rule[].filter"
#       - "rule[].transition"
#       - "rule[].expiration"
#       - "rule[].noncurrent_version_expiration"
#   unset:
#     aws_s3_bucket.lifecycle_rule: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].prefix: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].filter: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].transition: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].expiration: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].noncurrent_version_expiration: absent
#   decides:
#     aws_s3_bucket.bucket: a prefix can say by itself that the bucket holds backups
#     aws_s3_bucket.bucket_prefix: a name says it without the prefix
#   sections: [Backups and DR]
#   controls:
#     GDPR 32(1)(c): no backup goes before its time
#     HIPAA 164.308(a)(7)(ii)(A): copies can be retrieved for as long as they are locked
#   remediation: >-
#     In the bucket's `aws_s3_bucket_lifecycle_configuration`, one enabled rule with `filter {}` and the `transition` blocks of
#     `storage.backup.transitions`, and no `expiration` or `noncurrent_version_expiration` sooner than the lock's `at_least_days`.
package policies.storage.backup_lifecycle

import data.lib.backup_buckets
import data.lib.facts
import data.lib.finding
import data.lib.lifecycle
import data.lib.value

subjects := {row.bucket.address | some row in judged}

# The buckets that hold backups, each with what has to be so of it. How long it is locked is its scope's to say.
judged := [{"bucket": bucket, "rows": rows} |
	some name, scope in data.architecture.scopes
	some bucket in backup_buckets.known(name)
	rows := array.concat(
		lifecycle.moves(bucket, data.architecture.storage.backup.transitions),
		lifecycle.keeps(bucket, scope.backup_lock.at_least_days),
	)
]

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], message) if {
	some name, _ in data.architecture.scopes
	some bucket in backup_buckets.possible(name)
	message := sprintf("whether the bucket holds backups is not known: its name is %s", [value.reason(bucket, ["bucket"])])
}
