package policies.keys.policy_test

import data.policies.keys.policy as policy

later := {"kind": "after_apply", "reason": "known after apply"}

made(type, name, values, unknown) := {
	"address": sprintf("%s.%s", [type, name]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"account": null,
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

types := {type: true | some type in {
	"aws_kms_alias", "aws_kms_key", "aws_kms_key_policy", "aws_kms_grant", "aws_iam_role", "aws_iam_role_policy", "aws_iam_user_policy",
	"aws_iam_group_policy", "aws_iam_policy", "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment",
	"aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
}}

document(resources) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": types}},
	"resources": {type: [one | some one in resources; one.type == type] | some type, _ in types},
}

called := "alias/restartix-production-application"

alias := made("aws_kms_alias", "a", {"name": called, "target_key_id": "k"}, {})

role(name) := sprintf("arn:aws:iam::123456789012:role/restartix-production-%s", [name])

root := {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"}

within(secret) := {"Condition": {"StringLike": {"kms:EncryptionContext:SecretARN": sprintf("arn:aws:secretsmanager:eu-central-1:123456789012:secret:%s", [secret])}}}

context := within("restartix/production/encryption-*")

decrypts(principal, more) := object.union({"Effect": "Allow", "Principal": principal, "Action": "kms:Decrypt", "Resource": "*"}, more)

key(statements) := made("aws_kms_key", "k", {"key_id": "k", "arn": "arn:aws:kms:eu-central-1:123456789012:key/k", "policy": {"Statement": statements}}, {})

verdict(resources) := "deny" if {
	count(policy.deny) > 0 with input as document(resources)
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as document(resources)
} else := "pass" if {
	policy.subjects == {"aws_kms_alias.a"} with input as document(resources)
}

by_key(statement) := verdict([alias, key([statement])])

test_the_keys_policy if {
	by_key(root) == "pass"
	by_key(decrypts({"AWS": role("operations")}, {})) == "pass"
	by_key(decrypts({"AWS": [role("task"), role("execution")]}, context)) == "pass"
	by_key(decrypts({"AWS": role("backup")}, {"Action": "kms:GenerateDataKey"})) == "pass"
	every statement in [
		decrypts({"AWS": role("task")}, {}),
		decrypts({"AWS": role("task")}, within("restartix/production/*")),
		decrypts({"AWS": role("task")}, within("restartix/staging/encryption-*")),
		decrypts({"AWS": role("backup")}, context),
		decrypts("*", context),
		decrypts({"AWS": "*"}, {"Action": "kms:*"}),
		decrypts({"AWS": "arn:aws:iam::999999999999:root"}, {}),
		decrypts({"AWS": "999999999999"}, {}),
		decrypts({"Service": "secretsmanager.amazonaws.com"}, {}),
		object.remove(decrypts({}, {"NotPrincipal": {"AWS": role("task")}}), ["Principal"]),
	] {
		by_key(statement) == "deny"
	}
}

test_the_account_of_a_key_that_is_not_there_yet if {
	mixed := [decrypts({"AWS": [role("operations"), "arn:aws:iam::999999999999:root"]}, {})]
	new := made("aws_kms_key", "k", {"key_id": "k", "policy": {"Statement": mixed}}, {"arn": {"kind": "unset", "reason": "not set"}})
	verdict([alias, new]) == "undetermined"
	verdict([alias, object.union(new, {"account": "123456789012"})]) == "deny"
	verdict([alias, object.union(new, {"values": {"policy": {"Statement": [root]}}})]) == "pass"
}

given(statement) := made("aws_iam_role_policy", "r", {"role": "restartix-production-backup", "policy": {"Statement": [statement]}}, {})

reading := {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "arn:aws:kms:*:*:key/*"}

test_identities_where_the_key_leaves_it_to_them if {
	verdict([alias, key([root]), given(reading)]) == "deny"
	verdict([alias, key([decrypts({"AWS": role("operations")}, {})]), given(reading)]) == "pass"
	verdict([alias, key([root]), given(object.union(reading, {"Resource": "arn:aws:kms:eu-central-1:123456789012:key/other"}))]) == "pass"
	verdict([alias, key([root]), made("aws_iam_role_policy", "r", {"role": "restartix-production-operations", "policy": {"Statement": [reading]}}, {})]) == "pass"
	verdict([alias, key([root]), made("aws_iam_role_policy", "r", {"role": "restartix-production-task", "policy": {"Statement": [reading]}}, {})]) == "deny"
	verdict([alias, key([root]), made("aws_iam_role_policy", "r", {"role": "restartix-production-task", "policy": {"Statement": [object.union(reading, context)]}}, {})]) == "pass"
	verdict([alias, key([root]), made("aws_iam_role_policy", "r", {"policy": {"Statement": [reading]}}, {"role": later})]) == "undetermined"
	verdict([alias, key([root]), made("aws_iam_role_policy", "r", {"role": "x"}, {"policy": later})]) == "undetermined"
	verdict([alias, key([root]), made("aws_iam_role_policy_attachment", "r", {"role": "restartix-production-task", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}, {})]) == "deny"
	verdict([alias, key([root]), made("aws_iam_role_policy_attachment", "r", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}, {"role": later})]) == "undetermined"
	verdict([alias, key([root]), made("aws_iam_role_policy_attachment", "r", {"role": "restartix-production-operations", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}, {})]) == "pass"
}

test_a_key_that_is_not_there_yet if {
	new := made("aws_kms_key", "k", {"key_id": "k", "policy": {"Statement": [root]}}, {"arn": {"kind": "unset", "reason": "not set"}})
	verdict([alias, new, given(object.union(reading, {"Resource": "*"}))]) == "deny"
	verdict([alias, new, given(object.union(reading, {"Resource": "arn:aws:s3:::b/*"}))]) == "pass"
	verdict([alias, new, given(object.union(reading, {"Resource": "arn:aws:kms:eu-central-1:123456789012:key/other"}))]) == "undetermined"
}

test_a_policy_of_its_own if {
	open := made("aws_kms_key_policy", "p", {"key_id": "k", "policy": {"Statement": [decrypts("*", {})]}}, {})
	verdict([alias, key([root]), open]) == "deny"
	verdict([alias, key([root]), object.union(open, {"values": {"key_id": "other"}})]) == "pass"
	verdict([alias, key([root]), made("aws_kms_key_policy", "p", {}, {"key_id": later})]) == "undetermined"
	arnless := made("aws_kms_key", "k", {"key_id": "k", "policy": {"Statement": [root]}}, {"arn": later})
	verdict([alias, arnless, object.union(open, {"values": {"key_id": "arn:aws:kms:eu-central-1:123456789012:key/k"}})]) == "undetermined"
}

test_what_is_not_known if {
	verdict([alias, made("aws_kms_key", "k", {"key_id": "k"}, {"policy": later})]) == "undetermined"
	verdict([alias, made("aws_kms_key", "k", {"key_id": "k"}, {"policy": {"kind": "unset", "reason": "not set"}}), given(object.union(reading, {"Resource": "*"}))]) == "deny"
	verdict([alias]) == "undetermined"
	verdict([object.remove(made("aws_kms_alias", "a", {"target_key_id": "k"}, {"name": later}), []), key([root])]) == "undetermined"
}

grant(values, unknown) := made("aws_kms_grant", "g", object.union({"key_id": "k", "operations": ["Decrypt"], "grantee_principal": role("backup")}, values), unknown)

linked(address) := object.union(made("aws_kms_grant", "g", {"operations": ["Decrypt"], "grantee_principal": role("backup")}, {"key_id": later}), {"links": {"key_id": [{"to": address, "certainty": "certain"}]}})

test_grants if {
	other := made("aws_kms_key", "o", {"key_id": "o"}, {})
	verdict([alias, key([root]), grant({}, {})]) == "deny"
	verdict([alias, key([root]), linked("aws_kms_key.k")]) == "deny"
	verdict([alias, key([root]), other, linked("aws_kms_key.o")]) == "pass"
	verdict([alias, key([root]), grant({"key_id": "other"}, {})]) == "pass"
	verdict([alias, key([root]), grant({"operations": ["Encrypt"]}, {})]) == "pass"
	verdict([alias, key([root]), grant({"grantee_principal": role("operations")}, {})]) == "pass"
	every attribute in ["operations", "grantee_principal", "key_id"] {
		verdict([alias, key([root]), made("aws_kms_grant", "g", object.remove(grant({}, {}).values, [attribute]), {attribute: later})]) == "undetermined"
	}
}
