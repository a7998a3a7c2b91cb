# METADATA
# title: Buckets deny requests without TLS
# description: The policy of every bucket denies everybody every request without TLS, on the bucket itself and on all its objects.
# custom:
#   id: storage/tls-only
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, policy]
#     aws_s3_bucket_policy: [bucket, policy]
#   unset:
#     aws_s3_bucket.policy: absent
#   sections: ["Object storage: S3", "HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 2.1.1: every bucket's policy denies requests without TLS
#     GDPR 32(1)(a): what goes to and from buckets is encrypted
#     HIPAA 164.312(e)(1): a request in clear text is refused
#   remediation: >-
#     Add a statement to the bucket's `aws_s3_bucket_policy`: `Effect = "Deny"`, `Principal = "*"`, `Action = "s3:*"`, the bucket's ARN and that
#     with `/*` as `Resource`, and `Condition = { Bool = { "aws:SecureTransport" = "false" } }`.
package policies.storage.tls_only

import data.lib.buckets
import data.lib.facts
import data.lib.iam
import data.lib.inventory
import data.lib.logic
import data.lib.parts
import data.lib.value

# One row where the answer is the same for the bucket and its objects.
rows(bucket) := [facts.of(at.at, at.path, is, sprintf("requests without TLS are not denied on %s", [concat(" and on ", whats)])) |
	places := buckets.written(bucket, "aws_s3_bucket_policy", ["policy"], "policy")
	doubts := doubts_of(bucket, places)
	denials := [{"of": statement, "is": is} |
		some place in places
		some statement in iam.statements(place.at, place.path)
		is := denies(statement)
		is != "no"
	]
	at := array.concat(places, [{"at": bucket, "path": ["policy"]}])[0]
	answers := {what: answer |
		some what, suffix in {"the bucket itself": "", "its objects": "/*"}
		answer := logic.any_of(array.concat(doubts, [logic.all_of([denial.is, on(denial.of, bucket, suffix)]) | some denial in denials]))
	}
	some is in {answer | some answer in answers}
	whats := sort([what | some what, answer in answers; answer == is])
]

# "unknown" where there may be more statements, or what they have to name is not known.
doubts_of(bucket, _) := ["unknown"] if parts.short(bucket, "aws_s3_bucket_policy")

doubts_of(bucket, places) := ["unknown" | some place in places; unread(bucket, place)] if not parts.short(bucket, "aws_s3_bucket_policy")

unread(_, place) if iam.unread(place.at, place.path)

unread(bucket, _) if value.unknown(bucket, ["bucket"])

# Everybody is denied every action on what the statement is about, if there is no TLS and whatever else is so.
denies(statement) := "no" if iam.effect(statement, "Deny") == "no"
else := "no" if plain(statement) == "no"
else := logic.all_of([iam.effect(statement, "Deny"), iam.trusts_all(statement), named(statement, "Action", "s3:*"), plain(statement)])

# A list names it, or something that holds it.
named(statement, field, wanted) := state if {
	found := iam.texts(statement.at, iam.field(statement, field))
	state := logic.any_of({"yes" | some pattern in found.known; iam.covers(pattern, wanted)} | {"unknown" | not found.all})
}

on(statement, bucket, suffix) := named(statement, "Resource", sprintf("arn:aws:s3:::%s%s", [value.known(bucket, ["bucket"]), suffix]))

# The condition is that there is no TLS, and nothing beside.
plain(statement) := "unknown" if count(iam.hidden(statement.at, iam.field(statement, "Condition"))) > 0
else := "yes" if {
	all := iam.conditions(statement)
	count(all) == 1
	all[0].operator in {"Bool", "BoolIfExists"}
	lower(all[0].key) == "aws:securetransport"
	value.known(statement.at, all[0].path) in {"false", false, ["false"], [false]}
} else := "no"

judged := [{"bucket": bucket, "rows": rows(bucket)} | some bucket in inventory.managed("aws_s3_bucket")]

deny contains found if {
	some row in judged
	some found in facts.broken(row.bucket, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.bucket, row.rows)
}
