package policies.keys.application_key_test

import data.policies.keys.application_key as policy

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

called := "alias/restartix-production-application"

good := {"key_id": "k", "enable_key_rotation": true, "is_enabled": true}

alias(values, unknown) := made("aws_kms_alias", "a", values, unknown)

document(alias, keys) := {"kind": "plan", "scopes": {"production": {"complete": {"aws_kms_alias": true, "aws_kms_key": true}}}, "resources": {
	"aws_kms_alias": [alias],
	"aws_kms_key": keys,
}}

pointing(values) := document(alias({"name": called, "target_key_id": "k"}, {}), [made("aws_kms_key", "k", values, {})])

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass" if {
	policy.subjects == {"aws_kms_alias.a"} with input as doc
}

test_the_key_of_the_alias if {
	verdict(pointing(good)) == "pass"
	verdict(pointing(object.union(good, {"enable_key_rotation": false}))) == "deny"
	verdict(pointing(object.union(good, {"is_enabled": false}))) == "deny"
	verdict(document(alias({"name": called, "target_key_id": "other"}, {}), [made("aws_kms_key", "k", good, {})])) == "undetermined"
}

test_a_key_that_is_linked if {
	key := made("aws_kms_key", "k", good, {})
	linked := object.union(alias({"name": called}, {"target_key_id": later}), {"links": {"target_key_id": [{"to": key.address, "certainty": "certain"}]}})
	verdict(document(linked, [key])) == "pass"
}

test_before_it_exists_the_key_is_found_by_its_name if {
	open := alias({"name": called}, {"target_key_id": later})
	named := object.union(good, {"tags": {"Name": called}})
	verdict(document(open, [made("aws_kms_key", "k", named, {})])) == "pass"
	verdict(document(open, [made("aws_kms_key", "k", object.union(named, {"is_enabled": false}), {})])) == "deny"
	verdict(document(open, [made("aws_kms_key", "k", object.remove(named, ["is_enabled"]), {"is_enabled": later})])) == "undetermined"
	verdict(document(open, [made("aws_kms_key", "k", good, {})])) == "undetermined"
}

test_an_alias_of_any_name if {
	found := policy.undetermined with input as document(alias({"target_key_id": "k"}, {"name": later}), [])
	{finding.subject | some finding in found} == {"aws_kms_alias.a", concat("", ["missing:", called])}
	other := policy.undetermined with input as document(alias({"name_prefix": "alias/x"}, {"name": later}), [])
	{finding.subject | some finding in other} == {concat("", ["missing:", called])}
}

test_no_alias if {
	found := policy.deny with input as document(alias({"name": "alias/other"}, {}), [])
	{finding.subject | some finding in found} == {concat("", ["missing:", called])}
}
