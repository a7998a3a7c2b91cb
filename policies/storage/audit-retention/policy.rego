# METADATA
# title: Audit records are kept for six years
# description: >-
#   No lifecycle rule of the audit archive expires an object, or an old version of one, before six years. A rule for some objects counts like
#   one for all.
# custom:
#   id: storage/audit-retention
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, lifecycle_rule]
#     aws_s3_bucket_lifecycle_configuration: [bucket, "rule[].status", "rule[].expiration", "rule[].noncurrent_version_expiration"]
#   unset:
#     aws_s3_bucket.lifecycle_rule: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].expiration: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].noncurrent_version_expiration: absent
#   decides:
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#   sections: ["Object storage: audit-archive bucket", "HIPAA & GDPR posture"]
#   controls:
#     HIPAA 164.312(b): what was recorded is still there to be examined
#     HIPAA 164.316(b)(2)(i): records are kept for six years
#   remediation: >-
#     Remove the `expiration` and `noncurrent_version_expiration` blocks from the rules of the bucket's
#     `aws_s3_bucket_lifecycle_configuration`, or give them at least `storage.audit_archive.retention_days`,
#     and no `date`.
package policies.storage.audit_retention

import data.lib.buckets
import data.lib.facts
import data.lib.finding
import data.lib.lifecycle

judged := [{"bucket": bucket, "rows": lifecycle.keeps(bucket, data.architecture.storage.audit_archive.retention_days)} | some bucket in buckets.of("audit_archive")]

subjects := {row.bucket.address | some row in judged}

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], "whether the bucket is the audit archive is not known: its name is not") if {
	some bucket in buckets.nameless
}
