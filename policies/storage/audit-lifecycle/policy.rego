# METADATA
# title: The audit archive grows colder with age
# description: >-
#   Every object of the audit archive moves to Glacier Instant Retrieval at 90 days and to Deep Archive at 365, no rule moves any otherwise,
#   and the archive exists.
# custom:
#   id: storage/audit-lifecycle
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, lifecycle_rule]
#     aws_s3_bucket_lifecycle_configuration: [bucket, "rule[].status", "rule[].prefix", "rule[].filter", "rule[].transition"]
#   unset:
#     aws_s3_bucket.lifecycle_rule: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].prefix: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].filter: absent
#     aws_s3_bucket_lifecycle_configuration.rule[].transition: absent
#   decides:
#     aws_s3_bucket.bucket_prefix: a made-up name is none of the architecture's
#   sections: ["Object storage: audit-archive bucket"]
#   controls: {}
#   remediation: >-
#     In the bucket's `aws_s3_bucket_lifecycle_configuration`, one enabled rule with `filter {}` and the two `transition` blocks of
#     `storage.audit_archive.transitions`.
package policies.storage.audit_lifecycle

import data.lib.buckets
import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.lifecycle

judged := [{"bucket": bucket, "rows": lifecycle.moves(bucket, data.architecture.storage.audit_archive.transitions)} | some bucket in buckets.of("audit_archive")]

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

# Each environment has one, unless another scope is judged alone.
deny contains found if {
	some scope, names in wanted
	some found in expected.missing(scope, "aws_s3_bucket", ["bucket"], names, "the audit archive")
}

undetermined contains found if {
	some scope, names in wanted
	some found in expected.possibly_missing(scope, "aws_s3_bucket", ["bucket"], names, "the audit archive")
}

wanted := {scope: {replace(data.architecture.names.buckets.audit_archive, "{env}", scope)} |
	some scope, stated in data.architecture.scopes
	stated.domain
}
