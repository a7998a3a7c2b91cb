# METADATA
# title: One trail records the whole account
# description: >-
#   The account's trail covers every region, validates its logs, is logging, and writes to a bucket of its own that nothing makes public.
# custom:
#   id: audit/cloudtrail
#   severity: high
#   on: [plan, account]
#   scopes: [account, unassigned]
#   subjects: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [name, is_multi_region_trail, enable_log_file_validation, enable_logging, s3_bucket_name]
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_public_access_block:
#       [bucket, block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets]
#   sections: ["HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 3.1: the trail covers every region and is logging
#     HIPAA 164.312(b): every change to the systems that hold patients' data is recorded
#     ISO 27001 A.8.15: logs of the account are made, validated and kept from the public
#   remediation: >-
#     Set `is_multi_region_trail`, `enable_log_file_validation` and `enable_logging` of the `aws_cloudtrail` to true, let it write to the
#     bucket of `infra/account/cloudtrail.tf`, and set all four flags of that bucket's `aws_s3_bucket_public_access_block`.
package policies.audit.cloudtrail

import data.lib.account_wide
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.parts
import data.lib.value

trail_name := data.architecture.scopes.account.trail

bucket_name := data.architecture.names.buckets.cloudtrail

trails := account_wide.called("aws_cloudtrail", ["name"], {trail_name})

nameless := account_wide.nameless("aws_cloudtrail", ["name"])

subjects := {trail.address | some trail in array.concat(trails, nameless)}

rows(trail) := array.concat(
	[
		facts.equals(trail, ["is_multi_region_trail"], true, "the trail leaves regions out"),
		facts.equals(trail, ["enable_log_file_validation"], true, "the trail's logs are not validated"),
		facts.equals(trail, ["enable_logging"], true, "the trail is stopped"),
		facts.equals(trail, ["s3_bucket_name"], bucket_name, "the trail writes to a bucket that is not its own"),
	],
	[facts.equals(block, [flag], true, "the trail's bucket can be made public") |
		some bucket in buckets
		some block in parts.of(bucket, "aws_s3_bucket_public_access_block")
		some flag in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	],
)

buckets := [bucket | some bucket in inventory.managed("aws_s3_bucket"); value.known(bucket, ["bucket"]) == bucket_name]

guarded := [bucket |
	some bucket in buckets
	count(parts.of(bucket, "aws_s3_bucket_public_access_block")) > 0
	not parts.short(bucket, "aws_s3_bucket_public_access_block")
]

deny contains broken if {
	some trail in trails
	some broken in facts.broken(trail, rows(trail))
}

undetermined contains open if {
	some trail in trails
	some open in facts.open(trail, rows(trail))
}

undetermined contains finding.of(trail, trail, ["s3_bucket_name"], message) if {
	some trail in trails
	guarded == []
	message := "whether the trail's bucket is private is not known: it, or what blocks public access to it, is not in the document"
}

# In an account that has been read there is no block.
deny contains finding.of(trail, bucket, ["bucket"], message) if {
	input.kind == "snapshot"
	some trail in trails
	some bucket in buckets
	parts.of(bucket, "aws_s3_bucket_public_access_block") == []
	not parts.short(bucket, "aws_s3_bucket_public_access_block")
	message := "nothing blocks public access to the trail's bucket"
}

undetermined contains finding.of(trail, trail, ["name"], message) if {
	some trail in nameless
	message := sprintf("which trail this is is not known: %s", [value.reason(trail, ["name"])])
}

deny contains missing if {
	some missing in account_wide.missing("aws_cloudtrail", ["name"], {trail_name}, "the trail")
}

undetermined contains missing if {
	some missing in account_wide.possibly_missing("aws_cloudtrail", ["name"], {trail_name}, "the trail")
}
