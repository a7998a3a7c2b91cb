package policies.identity.no_admin_test

import data.policies.identity.no_admin as policy

held(type, values, unknown) := {
	"address": sprintf("%s.x", [type]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

document(resource) := {"kind": "plan", "scopes": {"production": {"complete": {}}}, "resources": {resource.type: [resource]}}

allowing(statement) := document(held("aws_iam_role_policy", {"policy": {"Statement": object.union({"Effect": "Allow"}, statement)}}, {}))

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "none"

test_what_is_too_much if {
	verdict(allowing({"Action": "*", "Resource": "*"})) == "deny"
	verdict(allowing({"Action": ["s3:GetObject", "*:*"], "Resource": ["*"]})) == "deny"
	verdict(allowing({"NotAction": "iam:*", "Resource": "*"})) == "deny"
	verdict(allowing({"Action": "*", "NotResource": "arn:aws:s3:::b"})) == "deny"
	verdict(allowing({"Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})) == "deny"
	verdict(allowing({"Action": "iam:*", "Resource": "*"})) == "deny"
	verdict(allowing({"Action": "iam:passrole", "Resource": "arn:aws:iam::123456789012:role/*"})) == "deny"
}

test_what_is_not if {
	verdict(allowing({"Action": "*", "Resource": "arn:aws:s3:::b"})) == "none"
	verdict(allowing({"Action": "s3:*", "Resource": "*"})) == "none"
	verdict(allowing({"Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/task"})) == "none"
	verdict(allowing({"Effect": "Deny", "Action": "*", "Resource": "*"})) == "none"
}

test_what_is_not_known if {
	later := {"kind": "after_apply", "reason": "known after apply"}
	statement := {"Statement": {"Effect": "Allow", "Action": "*"}}
	verdict(document(held("aws_iam_policy", {"policy": statement}, {"policy.Statement.Resource": later}))) == "undetermined"
	verdict(document(held("aws_iam_policy", {}, {"policy": later}))) == "undetermined"
	verdict(document(held("aws_iam_role_policy_attachment", {}, {"policy_arn": later}))) == "undetermined"
}

attaching(name) := document(held("aws_iam_role_policy_attachment", {"policy_arn": sprintf("arn:aws:iam::%s", [name])}, {}))

test_what_is_attached if {
	verdict(attaching("aws:policy/AdministratorAccess")) == "deny"
	verdict(attaching("aws:policy/service-role/AWS_ConfigRole")) == "none"
	verdict(attaching("aws:policy/SomethingNew")) == "undetermined"
	verdict(attaching("123456789012:policy/AdministratorAccess")) == "undetermined"
}

test_a_role_holds_policies_of_its_own if {
	admin := {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
	verdict(document(held("aws_iam_role", {"inline_policy": [{"name": "a", "policy": admin}]}, {}))) == "deny"
	verdict(document(held("aws_iam_role", {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}, {}))) == "deny"
	verdict(document(held("aws_iam_role", {}, {}))) == "none"
}
