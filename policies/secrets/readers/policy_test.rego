package policies.secrets.readers_test

import data.policies.secrets.readers as policy

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

types := {type: true | some type in {
	"aws_secretsmanager_secret", "aws_secretsmanager_secret_policy", "aws_iam_role", "aws_iam_role_policy", "aws_iam_user_policy",
	"aws_iam_group_policy", "aws_iam_policy", "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment",
	"aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
}}

document(resources) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": types}},
	"resources": {type: [one | some one in resources; one.type == type] | some type, _ in types},
}

arn := "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/clerk-Ab1234"

secret(policy, unknown) := made("aws_secretsmanager_secret", "s", {"name": "restartix/production/clerk", "arn": arn, "policy": policy}, unknown)

bare := secret(null, {})

role_arn(name) := sprintf("arn:aws:iam::123456789012:role/restartix-production-%s", [name])

denying(changes) := secret({"Statement": [object.union(
	{
		"Effect": "Deny",
		"Principal": "*",
		"Action": ["secretsmanager:GetSecretValue"],
		"Resource": "*",
		"Condition": {"ArnNotEquals": {"aws:PrincipalArn": [role_arn("task"), role_arn("operations")]}},
	},
	changes,
)]}, {})

reading := {"Statement": [{"Effect": "Allow", "Action": "secretsmanager:Get*", "Resource": "arn:aws:secretsmanager:*:*:secret:restartix/*"}]}

by(role) := made("aws_iam_role_policy", role, {"role": role, "policy": reading}, {})

verdict(resources) := "deny" if {
	count(policy.deny) > 0 with input as document(resources)
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as document(resources)
} else := "pass" if {
	policy.subjects == {"aws_secretsmanager_secret.s"} with input as document(resources)
}

test_identities if {
	verdict([bare]) == "pass"
	verdict([bare, by("restartix-production-task")]) == "pass"
	verdict([bare, by("restartix-production-backup")]) == "deny"
	verdict([bare, by("restartix-staging-task")]) == "deny"
	verdict([bare, made("aws_iam_user_policy", "u", {"user": "u", "policy": reading}, {})]) == "deny"
	verdict([bare, made("aws_iam_role", "r", {"name": "r", "inline_policy": [{"name": "x", "policy": reading}]}, {})]) == "deny"
	elsewhere := {"Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "arn:aws:secretsmanager:*:*:secret:restartix/production/redis-??????"}]}
	verdict([bare, made("aws_iam_role_policy", "r", {"role": "r", "policy": elsewhere}, {})]) == "pass"
}

test_a_denial_guards if {
	verdict([denying({}), by("restartix-production-backup")]) == "pass"
	verdict([denying({"Condition": {"ArnNotEquals": {"aws:PrincipalArn": role_arn("backup")}}}), by("restartix-production-backup")]) == "deny"
	verdict([denying({"Principal": {"AWS": role_arn("backup")}}), by("restartix-production-backup")]) == "deny"
	verdict([denying({"Action": "secretsmanager:PutSecretValue"}), by("restartix-production-backup")]) == "deny"
	verdict([denying({"Effect": "Allow"})]) == "deny"
	half := object.remove(denying({}).values.policy.Statement[0], ["Principal"])
	verdict([secret({"Statement": [half]}, {"policy.Statement[0].Principal": later}), by("restartix-production-backup")]) == "undetermined"
}

allowing(principal) := secret({"Statement": {"Effect": "Allow", "Principal": principal, "Action": "*", "Resource": "*"}}, {})

test_the_secrets_policy_lets_in if {
	verdict([allowing("*")]) == "deny"
	verdict([allowing({"AWS": role_arn("task")})]) == "pass"
	verdict([allowing({"AWS": [role_arn("task"), role_arn("backup")]})]) == "deny"
	verdict([allowing({"AWS": "arn:aws:iam::123456789012:root"})]) == "undetermined"
}

attached(policy_arn) := made("aws_iam_role_policy_attachment", "a", {"role": "r", "policy_arn": policy_arn}, {})

own := made("aws_iam_policy", "p", {"arn": "arn:aws:iam::123456789012:policy/p", "policy": reading}, {})

test_what_is_attached if {
	verdict([bare, attached("arn:aws:iam::aws:policy/PowerUserAccess")]) == "deny"
	verdict([bare, attached("arn:aws:iam::aws:policy/Other")]) == "undetermined"
	verdict([bare, attached("arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess")]) == "pass"
	verdict([bare, own]) == "pass"
	verdict([bare, own, attached("arn:aws:iam::123456789012:policy/p")]) == "deny"
	verdict([bare, own, made("aws_iam_role_policy_attachment", "a", {"role": "r"}, {"policy_arn": later})]) == "undetermined"
	verdict([bare, made("aws_iam_policy", "p", {"policy": reading}, {"arn": later})]) == "undetermined"
	verdict([bare, made("aws_iam_user_policy_attachment", "a", {"user": "r", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}, {})]) == "deny"
	verdict([bare, made("aws_iam_role_policy_attachment", "a", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}, {"role": later})]) == "undetermined"
}

test_a_policy_of_its_own if {
	open := made("aws_secretsmanager_secret_policy", "p", {"secret_arn": arn, "policy": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}}, {})
	verdict([bare, open]) == "deny"
	verdict([bare, object.union(open, {"values": {"secret_arn": "other"}})]) == "pass"
	verdict([bare, made("aws_secretsmanager_secret_policy", "p", {}, {"secret_arn": later})]) == "undetermined"
	verdict([denying({}), open]) == "deny"
	verdict([denying({}), made("aws_secretsmanager_secret_policy", "p", {}, {"secret_arn": later, "policy": later})]) == "undetermined"
	verdict([denying({}), object.union(open, {"values": {"secret_arn": null}, "unknown": {"secret_arn": later}})]) == "undetermined"
	nameless := made("aws_secretsmanager_secret", "s", {"policy": null}, {"name": later, "arn": later})
	verdict([nameless, open]) == "undetermined"
	verdict([nameless, by("restartix-production-backup")]) == "deny"
}

test_what_cannot_be_read if {
	verdict([bare, made("aws_iam_role_policy", "r", {"role": "r"}, {"policy": later})]) == "undetermined"
	verdict([secret(null, {"policy": later})]) == "undetermined"
}

redis := "arn:aws:secretsmanager:*:*:secret:restartix/production/redis-??????"

test_a_denial_guards_what_it_names_alone if {
	verdict([denying({"Resource": redis}), by("restartix-production-backup")]) == "deny"
	some statement in policy.statements(denying({"Principal": {"AWS": role_arn("backup")}}))
	policy.everybody(statement) == "no"
}

test_a_secret_is_known_by_its_name if {
	named := made("aws_secretsmanager_secret", "s", {"name": "restartix/production/clerk", "policy": null}, {"arn": later})
	of_redis := {"Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": redis}]}
	verdict([named, made("aws_iam_role_policy", "r", {"role": "r", "policy": of_redis}, {})]) == "pass"
	verdict([named, by("restartix-production-backup")]) == "deny"
}

# It may be another secret's: then nothing guards this one.
test_a_denial_that_may_be_on_another_secret if {
	guard := made("aws_secretsmanager_secret_policy", "p", {"policy": denying({}).values.policy}, {"secret_arn": later})
	verdict([bare, guard, by("restartix-production-backup")]) == "undetermined"
	on_nothing := made("aws_secretsmanager_secret_policy", "p", {"policy": {"Statement": []}}, {})
	verdict([made("aws_secretsmanager_secret", "s", {"policy": null}, {"name": later, "arn": later}), on_nothing]) == "pass"
}

test_a_guard_that_may_not_have_been_read if {
	short := {"scopes": {"production": {"complete": {"aws_secretsmanager_secret_policy": "denied"}}}}
	found := object.union(document([bare, by("restartix-production-backup")]), short)
	count(policy.deny) == 0 with input as found
	count(policy.undetermined) > 0 with input as found
	policy.strangers({"known": set(), "all": true}, "production") == "no" with input as found
}
