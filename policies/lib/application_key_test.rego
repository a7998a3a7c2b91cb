package lib.application_key_test

import data.lib.application_key

later := {"kind": "after_apply", "reason": "known after apply"}

made(type, name, values, unknown) := {
	"address": sprintf("%s.%s", [type, name]),
	"type": type,
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": unknown,
	"links": {},
}

called := "alias/restartix-staging-application"

alias(values, unknown) := made("aws_kms_alias", "a", object.union({"name": called}, values), unknown)

named := made("aws_kms_key", "named", {"tags": {"Name": called}}, {})

other := made("aws_kms_key", "other", {"key_id": "o"}, {})

keys(alias) := {key.address | some key in found} if {
	found := application_key.keys(alias) with input as {"scopes": {"staging": {}}, "resources": {"aws_kms_alias": [alias], "aws_kms_key": [named, other]}}
}

test_the_key_of_an_alias if {
	keys(alias({"target_key_id": "o"}, {})) == {"aws_kms_key.other"}
	keys(alias({"target_key_id": "elsewhere"}, {})) == set()
	keys(alias({}, {"target_key_id": later})) == {"aws_kms_key.named"}
	linked := object.union(alias({}, {"target_key_id": later}), {"links": {"target_key_id": [{"to": other.address, "certainty": "certain"}]}})
	keys(linked) == {"aws_kms_key.other"}
}

aliases(list) := {"scopes": {"staging": {}, "edge": {}}, "resources": {"aws_kms_alias": list, "aws_kms_key": []}}

test_aliases if {
	count(application_key.aliases) == 1 with input as aliases([alias({}, {})])
	count(application_key.aliases) == 0 with input as aliases([alias({"name": "alias/other"}, {})])
	open := made("aws_kms_alias", "a", {}, {"name": later})
	count(application_key.nameless) == 1 with input as aliases([open])
	count(application_key.nameless) == 0 with input as aliases([object.union(open, {"values": {"name_prefix": "alias/x"}})])
	count(application_key.nameless) == 1 with input as aliases([object.union(open, {"values": {"name_prefix": "alias/restartix-"}})])
}
