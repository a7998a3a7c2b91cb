# METADATA
# title: The copy of the backups is as safe as they are
# description: >-
#   Where backups are copied, or the bucket for copies exists, that bucket is in the second region, locked as the backups are, and encrypted under
#   a KMS key. A bucket of backups is judged by what it is copied to; where it is copied to nothing, there is nothing to say.
# custom:
#   id: backup/replica
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_s3_bucket]
#   reads:
#     "*": [region]
#     aws_s3_bucket: [bucket, bucket_prefix, replication_configuration, server_side_encryption_configuration, object_lock_configuration]
#     aws_s3_bucket_object_lock_configuration:
#       [bucket, "rule[].default_retention[].mode", "rule[].default_retention[].years", "rule[].default_retention[].days"]
#     aws_s3_bucket_replication_configuration: [bucket, "rule[].destination[].bucket"]
#     aws_s3_bucket_server_side_encryption_configuration: [bucket, "rule[].apply_server_side_encryption_by_default[].sse_algorithm"]
#   unset:
#     aws_s3_bucket.replication_configuration: absent
#     aws_s3_bucket.server_side_encryption_configuration: absent
#     aws_s3_bucket.object_lock_configuration: absent
#   decides:
#     aws_s3_bucket.bucket: whatever it is called, backups may be copied into it
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#     aws_s3_bucket_object_lock_configuration.rule[].default_retention[].years: years or days, one is enough
#     aws_s3_bucket_object_lock_configuration.rule[].default_retention[].days: years or days, one is enough
#   sections: [Backups and DR]
#   controls:
#     GDPR 32(1)(c): the backups outlast the loss of a region
#     GDPR 44: the copies are in a second region of the EU, and in none outside of it
#     HIPAA 164.308(a)(7)(ii)(A): the copy can be retrieved where the first is lost
#   remediation: >-
#     Make the bucket with the provider of the second region, with an `aws_s3_bucket_object_lock_configuration` as the backup bucket has it and an
#     `aws_s3_bucket_server_side_encryption_configuration` of `aws:kms`.
package policies.backup.replica

import data.lib.backup_buckets
import data.lib.bucket_encryption
import data.lib.buckets
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.parts
import data.lib.value

lock := "aws_s3_bucket_object_lock_configuration"

replication := "aws_s3_bucket_replication_configuration"

# What has to be so of the bucket for copies, and of whatever a bucket that holds backups is copied to.
judged := array.concat(
	[{"bucket": bucket, "rows": rows(bucket, scope)} |
		some scope, _ in locks
		some bucket in inventory.managed("aws_s3_bucket")
		value.known(bucket, ["bucket"]) == replace(data.architecture.names.buckets.backup_replica, "{env}", scope)
	],
	[{"bucket": copy.of, "rows": [row | some to in all; to.address in copy.to; some row in rows(to, copy.scope)]} |
		some copy in copies
		all := inventory.managed("aws_s3_bucket")
	],
)

subjects contains row.bucket.address if some row in judged

subjects contains bucket.address if {
	some scope, _ in locks
	some bucket in backup_buckets.known(scope)
}

locks := {scope: stated.backup_lock | some scope, stated in data.architecture.scopes; stated.backup_lock}

# Each destination of a bucket that holds backups.
copies := [{"of": bucket, "scope": scope, "at": place.at, "path": path, "to": found} |
	some scope, _ in locks
	some bucket in backup_buckets.known(scope)
	some place in buckets.written(bucket, replication, ["rule"], "replication_configuration")
	some path in destinations(place)
	found := {address | some address in links.linked(place.at, path)}
]

destinations(place) := [array.concat(place.path, [number, "destination", 0, "bucket"]) | some number, _ in value.known(place.at, place.path)] if {
	place.path == ["rule"]
} else := [array.concat(place.path, [0, "rules", number, "destination", 0, "bucket"]) |
	some number, _ in value.known(place.at, array.concat(place.path, [0, "rules"]))
]

rows(bucket, scope) := array.concat(
	array.concat(placed(bucket), bucket_encryption.by(bucket, kms)),
	array.concat(locked(bucket, locks[scope]), unlocked(bucket)),
)

placed(bucket) := [facts.of(bucket, ["region"], is, sprintf("the copy of the backups is not in %s", [data.architecture.regions.replica])) |
	is := at_home(bucket)
]

at_home(bucket) := "unknown" if bucket.region == null
else := "yes" if bucket.region == data.architecture.regions.replica
else := "no"

kms := {algorithm | some algorithm in data.aws.bucket_encryption.algorithms} - {data.aws.bucket_encryption.default}

locked(bucket, wanted) := [row |
	some place in buckets.written(bucket, lock, ["rule", 0, "default_retention", 0], "object_lock_configuration")
	path := inner(place.path)
	some row in [
		facts.equals(place.at, value.step(path, "mode"), wanted.mode, sprintf("the copies' lock is not of mode %s", [wanted.mode])),
		facts.of(place.at, path, long_enough(place.at, path, wanted), sprintf("copies are locked for less than %d days", [wanted.at_least_days])),
	]
]

inner(path) := path if count(path) > 1
else := array.concat(path, [0, "rule", 0, "default_retention", 0])

long_enough(at, path, wanted) := logic.any_of([
	value.at_least(at, value.step(path, "days"), wanted.at_least_days),
	value.at_least(at, value.step(path, "years"), ceil(wanted.at_least_days / 366)),
])

# No lock; or one, or how it encrypts, may be in a list that is short.
unlocked(bucket) := array.concat(
	[facts.of(bucket, ["object_lock_configuration"], "no", "the copies are not locked") | buckets.unwritten(bucket, lock, "object_lock_configuration")],
	[facts.of(bucket, ["object_lock_configuration"], "unknown", "the copies are not locked, or not encrypted under a KMS key") |
		some type in [lock, bucket_encryption.configuration]
		parts.short(bucket, type)
	],
)

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

# A copy whose place is not in the document, or not known.
undetermined contains finding.of(copy.of, copy.at, copy.path, "where backups are copied to is not known") if {
	some copy in copies
	count(copy.to) == 0
}

undetermined contains finding.of(bucket, bucket, ["bucket"], "whether the bucket holds backups or copies of them is not known: its name is not") if {
	some bucket in array.concat(buckets.nameless, [one | some scope, _ in locks; some one in backup_buckets.possible(scope)])
}
