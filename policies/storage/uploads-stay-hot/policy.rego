# METADATA
# title: Uploads stay in the standard class
# description: No lifecycle rule moves uploads, or old versions of them, to another storage class. They are read for as long as they exist.
# custom:
#   id: storage/uploads-stay-hot
#   severity: low
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, lifecycle_rule]
#     aws_s3_bucket_lifecycle_configuration: [bucket, "rule[].status", "rule[].transition", "rule[].noncurrent_version_transition"]
#   unset:
#     aws_s3_bucket.lifecycle_rule: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].transition: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].noncurrent_version_transition: absent
#   decides:
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#   sections: ["Object storage: uploads bucket"]
#   controls: {}
#   remediation: >-
#     Remove the `transition` and `noncurrent_version_transition` blocks from the rules of the bucket's `aws_s3_bucket_lifecycle_configuration`,
#     and a rule, or the whole configuration, that has nothing else to do.
package policies.storage.uploads_stay_hot

import data.lib.buckets
import data.lib.facts
import data.lib.finding
import data.lib.lifecycle

judged := [{"bucket": bucket, "rows": lifecycle.stays(bucket)} | some bucket in buckets.of("uploads")]

subjects := {row.bucket.address | some row in judged}

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], "whether the bucket is the one of uploads is not known: its name is not") if {
	some bucket in buckets.nameless
}
