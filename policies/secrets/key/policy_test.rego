package policies.secrets.key_test

import data.policies.secrets.key as policy

later := {"kind": "after_apply", "reason": "known after apply"}

made(type, name, values, unknown) := {
	"address": sprintf("%s.%s", [type, name]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

alias := made("aws_kms_alias", "a", {"name": "alias/restartix-production-application", "target_key_id": "k"}, {})

key := made("aws_kms_key", "k", {"key_id": "k", "arn": "arn:aws:kms:eu-central-1:123456789012:key/k"}, {})

other := made("aws_kms_key", "o", {"key_id": "o", "arn": "arn:aws:kms:eu-central-1:123456789012:key/o"}, {})

secret(values, unknown) := made("aws_secretsmanager_secret", "s", object.union({"name": "restartix/production/encryption"}, values), unknown)

linked(address) := object.union(secret({}, {"kms_key_id": later}), {"links": {"kms_key_id": [{"to": address, "certainty": "certain"}]}})

verdict(secret) := "deny" if {
	count(policy.deny) > 0 with input as document(secret)
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as document(secret)
} else := "pass" if {
	policy.subjects == {"aws_secretsmanager_secret.s"} with input as document(secret)
} else := "none"

document(secret) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": {}}},
	"resources": {"aws_secretsmanager_secret": [secret], "aws_kms_alias": [alias], "aws_kms_key": [key, other]},
}

test_keys if {
	verdict(secret({"kms_key_id": "k"}, {})) == "pass"
	verdict(secret({"kms_key_id": "arn:aws:kms:eu-central-1:123456789012:key/k"}, {})) == "pass"
	verdict(secret({"kms_key_id": "alias/restartix-production-application"}, {})) == "pass"
	verdict(secret({"kms_key_id": "o"}, {})) == "deny"
	verdict(secret({"kms_key_id": "elsewhere"}, {})) == "undetermined"
	verdict(secret({"kms_key_id": null}, {})) == "deny"
	verdict(secret({}, {"kms_key_id": later})) == "undetermined"
	verdict(linked("aws_kms_key.k")) == "pass"
	verdict(linked("aws_kms_alias.a")) == "pass"
	verdict(linked("aws_kms_key.o")) == "deny"
}

test_other_secrets if {
	verdict(secret({"name": "restartix/production/clerk"}, {})) == "none"
	verdict(made("aws_secretsmanager_secret", "s", {"kms_key_id": "k"}, {"name": later})) == "undetermined"
}
