package policies.identity.role_separation_test

import data.policies.identity.role_separation as policy

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
	"aws_ecs_task_definition", "aws_iam_role", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy",
	"aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
}}

document(resources) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": types}},
	"resources": {type: [one | some one in resources; one.type == type] | some type, _ in types},
}

trust(principal) := {"Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]}

tasks := {"Service": "ecs-tasks.amazonaws.com"}

role(use) := made("aws_iam_role", "r", {"name": sprintf("restartix-production-%s", [use]), "assume_role_policy": trust(tasks)}, {})

allowing(use, statement) := made("aws_iam_role_policy", "p", {
	"role": sprintf("restartix-production-%s", [use]),
	"policy": {"Statement": [object.union({"Effect": "Allow", "Resource": "*"}, statement)]},
}, {})

attaching(arn) := made("aws_iam_role_policy_attachment", "a", {"role": "restartix-production-backup", "policy_arn": arn}, {})

verdict(resources) := "deny" if {
	count(policy.deny) > 0 with input as document(resources)
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as document(resources)
} else := "pass" if {
	count(policy.subjects) > 0 with input as document(resources)
} else := "none"

test_own_actions if {
	verdict([role("backup"), allowing("backup", {"Action": "s3:PutObject"})]) == "pass"
	verdict([role("backup"), allowing("backup", {"Action": ["s3:PutObject", "s3:GetObject"]})]) == "deny"
	verdict([role("backup"), allowing("backup", {"Action": "s3:*"})]) == "deny"
	verdict([role("backup"), allowing("backup", {"NotAction": "iam:*"})]) == "deny"
	verdict([role("backup"), allowing("backup", {"Effect": "Deny", "Action": "s3:*"})]) == "pass"
	verdict([role("backup"), allowing("task", {"Action": "s3:GetObject"})]) == "pass"
	verdict([role("session"), allowing("session", {"Action": "ssmmessages:Open*"})]) == "pass"
}

scanner := made("aws_iam_role", "s", {"name": "restartix-scanner", "assume_role_policy": trust("*")}, {})

scanning(action) := made("aws_iam_role_policy", "p", {"role": "restartix-scanner", "policy": {"Statement": {"Effect": "Allow", "Action": action, "Resource": "*"}}}, {})

test_the_scanner_reads_nothing_that_is_stored if {
	verdict([scanner, scanning("s3:GetBucketPolicy")]) == "pass"
	verdict([scanner, scanning("s3:GetObject")]) == "deny"
	verdict([scanner, scanning("s3:Get*")]) == "deny"
	verdict([scanner, scanning("s3:PutObject")]) == "deny"
}

test_own_service if {
	verdict([made("aws_iam_role", "r", {"name": "restartix-production-scheduler", "assume_role_policy": trust(tasks)}, {})]) == "deny"
	verdict([made("aws_iam_role", "r", {"name": "restartix-production-task", "assume_role_policy": trust({"Service": ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"]})}, {})]) == "deny"
	half := {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole"}]}
	verdict([made("aws_iam_role", "r", {"name": "restartix-production-task", "assume_role_policy": half}, {"assume_role_policy.Statement[0].Principal": later})]) == "undetermined"
}

test_what_is_attached if {
	verdict([role("backup"), attaching("arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess")]) == "deny"
	verdict([role("backup"), attaching("arn:aws:iam::123456789012:policy/p")]) == "undetermined"
	own := made("aws_iam_policy", "p", {"arn": "arn:aws:iam::123456789012:policy/p", "policy": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}, {})
	verdict([role("backup"), attaching("arn:aws:iam::123456789012:policy/p"), own]) == "deny"
	monitoring := made("aws_iam_role", "m", {"name": "restartix-production-monitoring", "managed_policy_arns": ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]}, {})
	verdict([monitoring]) == "pass"
	verdict([role("backup"), made("aws_iam_role_policy_attachment", "a", {"role": "restartix-production-backup"}, {"policy_arn": later})]) == "undetermined"
}

test_what_is_not_known if {
	verdict([role("backup"), made("aws_iam_role_policy", "p", {"policy": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}, {"role": later})]) == "undetermined"
	verdict([role("backup"), made("aws_iam_role_policy", "p", {"role": "restartix-production-backup"}, {"policy": later})]) == "undetermined"
	open := {"Statement": [{"Effect": "Allow", "Resource": "*"}]}
	verdict([role("backup"), made("aws_iam_role_policy", "p", {"role": "restartix-production-backup", "policy": open}, {"policy.Statement[0].Action": later})]) == "undetermined"
	verdict([role("backup"), made("aws_iam_role_policy", "p", {"role": "restartix-production-backup", "policy": open}, {"policy.Statement[0].NotAction": later})]) == "undetermined"
	verdict([made("aws_iam_role", "r", {}, {"name": later})]) == "undetermined"
	verdict([made("aws_iam_role", "r", {"name_prefix": "other-"}, {"name": later})]) == "none"
}

test_a_task_is_not_what_starts_it if {
	same := {"task_role_arn": "arn:aws:iam::123456789012:role/r", "execution_role_arn": "arn:aws:iam::123456789012:role/r"}
	verdict([made("aws_ecs_task_definition", "t", same, {})]) == "deny"
	verdict([made("aws_ecs_task_definition", "t", {}, {})]) == "pass"
}

test_a_task_is_what_tasks_may_be if {
	running := {use: verdict([made("aws_ecs_task_definition", "t", {"task_role_arn": sprintf("arn:aws:iam::123456789012:role/restartix-production-%s", [use])}, {})]) |
		some use in ["task", "backup", "operations", "scheduler"]
	}
	running == {"task": "pass", "backup": "pass", "operations": "deny", "scheduler": "deny"}
}
