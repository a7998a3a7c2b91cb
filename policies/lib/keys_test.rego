package lib.keys_test

import data.lib.keys

alias(name, values, links) := {
	"address": sprintf("aws_kms_alias.%s", [name]),
	"mode": "managed",
	"values": object.union({"name": sprintf("alias/%s", [name])}, values),
	"unknown": {},
	"links": links,
}

bucket(values, unknown, links) := {"address": "b", "values": values, "unknown": unknown, "links": links}

later := {"key": {"kind": "after_apply", "reason": "known after apply"}}

to(address) := [{"to": address, "certainty": "certain"}]

key := {"address": "aws_kms_key.k", "mode": "managed", "values": {}, "unknown": {}, "links": {}}

other := object.union(key, {"address": "aws_kms_key.other"})

named := alias("a", {"target_key_id": "1-2"}, {})

linked := object.union(alias("a", {}, {"target_key_id": to("aws_kms_key.k")}), {"unknown": {"target_key_id": later.key}})

is(at, aliases) := state if {
	state := keys.is_of(at, ["key"], "alias/a") with input as {"resources": {"aws_kms_alias": aliases, "aws_kms_key": [key, other]}}
}

test_no_key if {
	is(bucket({}, {}, {}), [named]) == "no"
	is(bucket({"key": ""}, {}, {}), [named]) == "no"
	is(bucket({}, {"key": {"kind": "unset", "reason": "not set"}}, {}), [named]) == "no"
	is(bucket({}, later, {}), [named]) == "unknown"
}

test_an_alias if {
	is(bucket({"key": "alias/a"}, {}, {}), []) == "yes"
	is(bucket({"key": "arn:aws:kms:eu-central-1:1:alias/a"}, {}, {}), []) == "yes"
	is(bucket({"key": "alias/b"}, {}, {}), []) == "no"
}

test_a_key_by_its_id if {
	is(bucket({"key": "arn:aws:kms:eu-central-1:1:key/1-2"}, {}, {}), [named]) == "yes"
	is(bucket({"key": "1-2"}, {}, {}), [alias("a", {"target_key_arn": "arn:aws:kms:eu-central-1:1:key/1-2"}, {})]) == "yes"
	is(bucket({"key": "3-4"}, {}, {}), [named]) == "no"
	is(bucket({"key": "1-2"}, {}, {}), [alias("b", {"target_key_id": "1-2"}, {})]) == "unknown"
}

test_a_key_by_reference if {
	is(bucket({}, later, {"key": to("aws_kms_key.k")}), [linked]) == "yes"
	is(bucket({}, later, {"key": to("aws_kms_key.other")}), [linked]) == "no"
	is(bucket({}, later, {"key": to("aws_kms_alias.a")}), [linked]) == "yes"
	is(bucket({}, later, {"key": to("aws_kms_key.k")}), []) == "unknown"
	is(bucket({}, later, {"key": to("aws_kms_key.k")}), [named]) == "unknown"
}
