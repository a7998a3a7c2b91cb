# METADATA
# title: Buckets keep versions
# description: Versioning is enabled on every bucket, so that what is overwritten or deleted can be brought back.
# custom:
#   id: storage/versioned
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, "versioning[].enabled", object_lock_enabled]
#     aws_s3_bucket_versioning: [bucket, "versioning_configuration[].status"]
#   unset:
#     aws_s3_bucket.versioning[].enabled: absent
#   decides:
#     aws_s3_bucket.bucket: whatever it is called, versioning may be set by reference
#     aws_s3_bucket.object_lock_enabled: a lock turns versioning on, and a bucket that writes it needs none
#   sections: ["Object storage: S3"]
#   controls:
#     GDPR 32(1)(c): what was overwritten or deleted can be brought back
#     HIPAA 164.312(c)(1): a wrong change or deletion does not destroy the record
#     ISO 27001 A.8.13: the last versions are there to be restored
#   remediation: >-
#     Add an `aws_s3_bucket_versioning` for the bucket with `versioning_configuration { status = "Enabled" }`.
package policies.storage.versioned

import data.lib.buckets
import data.lib.facts
import data.lib.inventory
import data.lib.value

rows(bucket) := [row |
	some place in buckets.written(bucket, "aws_s3_bucket_versioning", ["versioning_configuration", 0, "status"], "versioning")
	row := facts.of(place.at, path_of(bucket, place), enabled(bucket, place), "versioning is not enabled")
]

path_of(bucket, place) := ["versioning", 0, "enabled"] if place.at.address == bucket.address
else := place.path

enabled(bucket, place) := value.equals(bucket, ["versioning", 0, "enabled"], true) if place.at.address == bucket.address
else := value.equals(place.at, place.path, "Enabled")

# Nobody writes it. A bucket that is made with a lock keeps versions from the start.
none(bucket) := [facts.of(bucket, ["versioning"], is, "no versioning is set: it is off") |
	buckets.unwritten(bucket, "aws_s3_bucket_versioning", "versioning")
	is := locked(bucket, ["object_lock_enabled"])
]

locked(bucket, path) := "no" if value.left_out(bucket, path)
else := value.equals(bucket, path, true)

judged := [{"bucket": bucket, "rows": array.concat(rows(bucket), none(bucket))} | some bucket in inventory.managed("aws_s3_bucket")]

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}
