# METADATA
# title: Buckets block public access
# description: Every bucket blocks all four kinds of public access, and neither its ACL nor its policy grants anything to everybody.
# custom:
#   id: storage/public-access-blocked
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, acl, "grant[].uri", policy]
#     aws_s3_bucket_public_access_block: [bucket, block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets]
#     aws_s3_bucket_acl: [bucket, acl, "access_control_policy[].grant[].grantee[].uri"]
#     aws_s3_bucket_policy: [bucket, policy]
#   unset:
#     aws_s3_bucket.acl: absent
#     aws_s3_bucket.grant[].uri: absent
#     aws_s3_bucket.policy: absent
#     aws_s3_bucket_acl.acl: absent
#     aws_s3_bucket_acl.access_control_policy[].grant[].grantee[].uri: absent
#   decides:
#     aws_s3_bucket.bucket: whatever it is called, its settings may be set by reference
#   sections: ["Object storage: S3"]
#   controls:
#     CIS AWS 2.1.4: public access is blocked on every bucket
#     GDPR 32(1)(b): patients' uploads and records are open to nobody by mistake
#     HIPAA 164.312(a)(1): no object is open to everybody
#     ISO 27001 A.8.3: access to what is stored is restricted
#   remediation: >-
#     Add an `aws_s3_bucket_public_access_block` for the bucket with all four of its attributes `true`, and take the public ACL, or the
#     statement that allows `*`, away.
package policies.storage.public_access_blocked

import data.lib.buckets
import data.lib.facts
import data.lib.iam
import data.lib.inventory
import data.lib.logic
import data.lib.parts
import data.lib.value

block := "aws_s3_bucket_public_access_block"

kinds := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

blocks(bucket) := [facts.equals(part, [kind], true, sprintf("`%s` is off", [kind])) |
	some part in parts.of(bucket, block)
	some kind in kinds
]

unblocked(bucket) := [facts.of(bucket, ["bucket"], "no", "the bucket blocks no public access") |
	count(parts.of(bucket, block)) == 0
	not parts.short(bucket, block)
]

acls(bucket) := [facts.of(acl.at, acl.path, not_one_of(acl.at, acl.path, data.aws.public_access.acls), "the ACL is public") |
	some acl in buckets.written(bucket, "aws_s3_bucket_acl", ["acl"], "acl")
]

# Where the grants of an ACL say who has them.
grants(bucket) := [facts.of(at, path, not_one_of(at, path, data.aws.public_access.grantees), "the ACL grants something to everybody") |
	some list in buckets.written(bucket, "aws_s3_bucket_acl", ["access_control_policy", 0, "grant"], "grant")
	at := list.at
	some number, _ in value.known(at, list.path)
	path := array.concat(list.path, array.concat([number], who(list.path)))
]

who(path) := ["uri"] if path == ["grant"]
else := ["grantee", 0, "uri"]

not_one_of(at, path, wanted) := "yes" if value.left_out(at, path)
else := opposite[value.one_of(at, path, {one | some one in wanted})]

opposite := {"yes": "no", "no": "yes", "unknown": "unknown"}

policies(bucket) := [facts.of(row.at, row.path, row.is, "the bucket policy allows something to everybody") |
	some place in buckets.written(bucket, "aws_s3_bucket_policy", ["policy"], "policy")
	some row in array.concat(
		[{"at": place.at, "path": place.path, "is": "unknown"} | iam.unread(place.at, place.path)],
		[{"at": statement.at, "path": statement.path, "is": opposite[logic.all_of([allowed, public(statement)])]} |
			some statement in iam.statements(place.at, place.path)
			allowed := iam.effect(statement, "Allow")
			allowed != "no"
		],
	)
]

# It is about everybody, and no condition makes that somebody.
public(statement) := "no" if iam.trusts_all(statement) == "no"
else := logic.all_of([iam.trusts_all(statement), opposite[narrowed(statement)]])

narrowed(statement) := logic.any_of({fixed(statement.at, condition.path) |
	some condition in iam.conditions(statement)
	condition.operator in data.aws.public_access.conditions.operators
	lower(condition.key) in data.aws.public_access.conditions.keys
} | {"unknown" | count(iam.hidden(statement.at, iam.field(statement, "Condition"))) > 0})

# Only values without wildcards.
fixed(at, path) := "no" if {
	some text in iam.texts(at, path).known
	regex.match(`[*?]`, text)
} else := "unknown" if not iam.texts(at, path).all
else := "yes"

judged := [{"bucket": bucket, "rows": array.concat(rows, policies(bucket))} |
	some bucket in inventory.managed("aws_s3_bucket")
	rows := array.concat(array.concat(blocks(bucket), unblocked(bucket)), array.concat(acls(bucket), grants(bucket)))
]

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}
