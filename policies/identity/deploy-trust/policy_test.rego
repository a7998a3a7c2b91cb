package policies.identity.deploy_trust_test

import data.policies.identity.deploy_trust as policy

later := {"kind": "after_apply", "reason": "known after apply"}

document(values, unknown) := {"kind": "plan", "scopes": {"account": {"complete": {}}}, "resources": {"aws_iam_role": [{
	"address": "aws_iam_role.r",
	"type": "aws_iam_role",
	"mode": "managed",
	"scope": "account",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}]}}

provider := "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"

trusting(name, changes) := document({"name": name, "assume_role_policy": {"Statement": [object.union(
	{
		"Effect": "Allow",
		"Action": "sts:AssumeRoleWithWebIdentity",
		"Principal": {"Federated": provider},
	},
	changes,
)]}}, {})

condition(operator, sub) := {"Condition": {
	operator: {"token.actions.githubusercontent.com:sub": sub},
	"ForAnyValue:StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
}}

by(operator, sub) := trusting("any", condition(operator, sub))

ours := "repo:restartix/platform"

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass" if {
	count(policy.subjects) > 0 with input as doc
} else := "none"

test_subjects_of_tokens if {
	verdict(by("StringEquals", sprintf("%s:ref:refs/heads/master", [ours]))) == "pass"
	verdict(by("StringEquals", [sprintf("%s:environment:production", [ours]), sprintf("%s:environment:scan", [ours])])) == "pass"
	verdict(by("StringLike", sprintf("%s:environment:staging", [ours]))) == "pass"
	every sub in ["repo:*", "repo:*/platform:*", "repo:restartix/*", sprintf("%s:*", [ours]), sprintf("%s:ref:refs/heads/*", [ours]), sprintf("%s:pull_request", [ours]), sprintf("%s:ref:refs/heads/other", [ours]), "repo:other/platform:ref:refs/heads/master"] {
		verdict(by("StringLike", sub)) == "deny"
	}
	verdict(by("StringLike", [sprintf("%s:environment:staging", [ours]), "repo:*"])) == "deny"
	verdict(by("StringEqualsIfExists", sprintf("%s:environment:staging", [ours]))) == "deny"
	verdict(by("StringNotEquals", sprintf("%s:environment:staging", [ours]))) == "deny"
}

test_an_audience_is_asked_for if {
	sub := {"token.actions.githubusercontent.com:sub": sprintf("%s:environment:staging", [ours])}
	verdict(trusting("any", {"Condition": {"StringEquals": sub}})) == "deny"
	other := object.union(sub, {"token.actions.githubusercontent.com:aud": "https://github.com/other"})
	verdict(trusting("any", {"Condition": {"StringEquals": other}})) == "deny"
}

test_everybody_is_github_too if {
	verdict(trusting("any", {"Principal": "*"})) == "deny"
	verdict(trusting("any", {"Effect": "Deny"})) == "none"
	verdict(trusting("any", {"Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}})) == "none"
}

test_a_deploy_role_is_for_github_alone if {
	good := condition("StringEquals", sprintf("%s:environment:production", [ours]))
	verdict(trusting("restartix-production-deploy", good)) == "pass"
	verdict(trusting("restartix-images", {"Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}})) == "deny"
	others := object.union(good, {"Principal": {"Federated": ["arn:aws:iam::123456789012:oidc-provider/gitlab.com", provider]}})
	verdict(trusting("restartix-scanner", others)) == "deny"
}

test_what_is_not_known if {
	verdict(document({"name": "any"}, {"assume_role_policy": later})) == "undetermined"
	role := {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}
	verdict(document({"assume_role_policy": role}, {"name": later})) == "undetermined"
	verdict(document({"assume_role_policy": role, "name_prefix": "other-"}, {"name": later})) == "none"
	half := {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity"}]}
	verdict(document({"name": "any", "assume_role_policy": half}, {"assume_role_policy.Statement[0].Principal": later})) == "undetermined"
}
