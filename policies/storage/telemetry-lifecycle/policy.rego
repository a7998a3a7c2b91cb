# METADATA
# title: Telemetry ages, expires and is encrypted under KMS
# description: >-
#   Where there is a telemetry bucket, every object of it moves to Standard-IA at 90 days and to Glacier at 365, expires at its term, and is
#   encrypted under a KMS key by default.
# custom:
#   id: storage/telemetry-lifecycle
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, lifecycle_rule, server_side_encryption_configuration]
#     aws_s3_bucket_lifecycle_configuration:
#       [bucket, "rule[].status", "rule[].prefix", "rule[].filter", "rule[].transition", "rule[].expiration[].days"]
#     aws_s3_bucket_server_side_encryption_configuration: [bucket, "rule[].apply_server_side_encryption_by_default[].sse_algorithm"]
#   unset:
#     aws_s3_bucket.lifecycle_rule: absent
#     aws_s3_bucket.server_side_encryption_configuration: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].prefix: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].filter: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].transition: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].expiration[].days: absent
#   decides:
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#   sections: [Telemetry sub-stack]
#   controls:
#     GDPR 5(1)(e): recordings are kept for their term, and no longer
#     GDPR 32(1)(a): recordings are encrypted under a key that is managed
#   remediation: >-
#     In the bucket's `aws_s3_bucket_lifecycle_configuration`, enabled rules with `filter {}`, the `transition` blocks of
#     `storage.telemetry.transitions` and `expiration { days = … }` of `storage.telemetry.expire_after_days`; in its
#     `aws_s3_bucket_server_side_encryption_configuration`, `sse_algorithm = "aws:kms"`.
package policies.storage.telemetry_lifecycle

import data.lib.bucket_encryption
import data.lib.buckets
import data.lib.facts
import data.lib.finding
import data.lib.lifecycle

judged := [{"bucket": bucket, "rows": rows(bucket)} | some bucket in buckets.of("telemetry")]

subjects := {row.bucket.address | some row in judged}

rows(bucket) := array.concat(
	array.concat(lifecycle.moves(bucket, wanted.transitions), [lifecycle.expires(bucket, wanted.expire_after_days)]),
	bucket_encryption.by(bucket, {data.architecture.storage.encryption.telemetry.algorithm}),
)

wanted := data.architecture.storage.telemetry

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], "whether the bucket is the one of telemetry is not known: its name is not") if {
	some bucket in buckets.nameless
}
