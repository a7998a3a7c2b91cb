package lib.identity_test

import data.lib.identity

later := {"kind": "after_apply", "reason": "known after apply"}

made(type, values, unknown) := {
	"address": sprintf("%s.x", [type]),
	"type": type,
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": unknown,
	"links": {},
}

types := [
	"aws_iam_role", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy", "aws_iam_role_policy_attachment",
	"aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
]

document(list) := {
	"scopes": {"staging": {"complete": {type: true | some type in types}}},
	"resources": {type: [one | some one in list; one.type == type] | some type in types},
}

reading := {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}

# Who may do it, by the first grant.
who(list) := found[0].holders if {
	found := identity.grants({"s3:GetObject"}) with input as document(list)
	count(found) == 1
}

policy := made("aws_iam_policy", {"arn": "arn:aws:iam::1:policy/p", "policy": reading}, {})

attachment(role) := made("aws_iam_role_policy_attachment", {"role": role, "policy_arn": "arn:aws:iam::1:policy/p"}, {})

test_holders if {
	who([made("aws_iam_role_policy", {"role": "r", "policy": reading}, {})]) == {"known": {"r"}, "all": true}
	who([made("aws_iam_role", {"name": "r", "inline_policy": [{"policy": reading}]}, {})]) == {"known": {"r"}, "all": true}
	who([made("aws_iam_group_policy", {"group": "g", "policy": reading}, {})]) == {"known": {"aws_iam_group_policy.x"}, "all": true}
	who([policy]) == {"known": set(), "all": true}
	who([policy, attachment("r")]) == {"known": {"r"}, "all": true}
	who([policy, made("aws_iam_role", {"name": "r", "managed_policy_arns": ["arn:aws:iam::1:policy/p"]}, {})]) == {"known": {"r"}, "all": true}
	who([policy, made("aws_iam_policy_attachment", {"policy_arn": "arn:aws:iam::1:policy/p"}, {})]) == {"known": {"aws_iam_policy_attachment.x"}, "all": true}
}

test_holders_that_are_not_known if {
	who([made("aws_iam_role_policy", {"policy": reading}, {"role": later})]) == {"known": set(), "all": false}
	who([policy, made("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::1:policy/p"}, {"role": later})]) == {"known": set(), "all": false}
	who([policy, made("aws_iam_role_policy_attachment", {"role": "r"}, {"policy_arn": later})]) == {"known": set(), "all": false}
	who([made("aws_iam_policy", {"policy": reading}, {"arn": later})]) == {"known": set(), "all": false}
}

wide(arn) := {one.is | some one in found} if {
	found := identity.attachments with input as document([made("aws_iam_role_policy_attachment", {"role": "r", "policy_arn": arn}, {})])
}

test_attachments if {
	wide("arn:aws:iam::aws:policy/AdministratorAccess") == {"yes"}
	wide("arn:aws:iam::aws:policy/service-role/AWS_ConfigRole") == set()
	wide("arn:aws:iam::aws:policy/Other") == {"unknown"}
	wide("arn:aws:iam::1:policy/p") == {"unknown"}
	here := identity.attachments with input as document([policy, attachment("r")])
	here == []
	open := identity.attachments with input as document([made("aws_iam_role_policy_attachment", {"role": "r"}, {"policy_arn": later})])
	{one.is | some one in open} == {"unknown"}
}

test_what_cannot_be_read if {
	found := identity.unread with input as document([made("aws_iam_role_policy", {"role": "r"}, {"policy": later}), made("aws_iam_role", {"name": "s"}, {"inline_policy": later})])
	{name | some one in found; some name in one.holders.known} == {"r", "s"}
	none := identity.unread with input as document([made("aws_iam_role", {"name": "s"}, {"inline_policy": {"kind": "unset", "reason": "not set"}})])
	none == []
}

test_a_list_that_may_be_short if {
	identity.short("staging") == set() with input as document([])
	identity.short("staging") == {"denied"} with input as object.union(document([]), {"scopes": {"staging": {"complete": {"aws_iam_policy": "denied"}}}})
}
