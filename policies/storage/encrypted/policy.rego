# METADATA
# title: Buckets encrypt what they hold
# description: >-
#   Every bucket encrypts by default. Uploads and the audit archive do so under S3's own keys, telemetry under the account's key for S3, and
#   backups under a key of their own.
# custom:
#   id: storage/encrypted
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, server_side_encryption_configuration]
#     aws_s3_bucket_server_side_encryption_configuration:
#       - bucket
#       - "rule[].apply_server_side_encryption_by_default[].sse_algorithm"
#       - "rule[].apply_server_side_encryption_by_default[].kms_master_key_id"
#     aws_kms_alias: [name, target_key_id, target_key_arn]
#     aws_kms_key: [key_id]
#   unset:
#     aws_s3_bucket.server_side_encryption_configuration: absent
#   decides:
#     aws_s3_bucket.bucket: a name that is not known is told apart from one that is made up
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#     aws_s3_bucket_server_side_encryption_configuration.rule[].apply_server_side_encryption_by_default[].kms_master_key_id: under which key matters for some buckets alone
#   sections: ["Object storage: S3", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 32(1)(a): what is stored in buckets is encrypted
#     HIPAA 164.312(a)(2)(iv): objects are encrypted at rest
#     ISO 27001 A.8.24: each bucket is under the kind of key that was agreed
#   remediation: >-
#     In the bucket's `aws_s3_bucket_server_side_encryption_configuration`, set `sse_algorithm`, and for `aws:kms` the `kms_master_key_id`, to what
#     `storage.encryption` has for it.
package policies.storage.encrypted

import data.lib.bucket_encryption
import data.lib.buckets
import data.lib.facts
import data.lib.finding
import data.lib.inventory

algorithms := {algorithm | some algorithm in data.aws.bucket_encryption.algorithms}

# Every bucket that the architecture says nothing of, and each that it names.
judged := array.concat(
	[{"bucket": bucket, "rows": bucket_encryption.by(bucket, algorithms)} | some bucket in inventory.managed("aws_s3_bucket")],
	[{"bucket": bucket, "rows": array.concat(bucket_encryption.by(bucket, {wanted.algorithm}), under(bucket, object.get(wanted, "key", "")))} |
		some use, wanted in data.architecture.storage.encryption
		some bucket in buckets.of(use)
	],
)

under(bucket, key) := bucket_encryption.under_own_of_s3(bucket) if key == "aws/s3"
else := bucket_encryption.under(bucket, alias) if {
	alias := replace(data.architecture.names.keys[key], "{env}", bucket.scope)
} else := []

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], "how the bucket has to encrypt is not known: its name is not") if {
	some bucket in buckets.nameless
}
