package lib.expected_test

import data.lib.expected

group(name, scope, mode) := {"address": sprintf("g.%s", [name]), "mode": mode, "scope": scope, "values": {"name": name}, "unknown": {}}

nameless := {
	"address": "g.later",
	"mode": "managed",
	"scope": "production",
	"values": {},
	"unknown": {"name": {"kind": "after_apply", "reason": "known after apply"}},
}

document(groups, complete) := {"scopes": {"production": {"complete": {"g": complete}}}, "resources": {"g": groups}}

here := [group("a", "production", "managed"), group("b", "staging", "managed"), group("c", "production", "data")]

test_called if {
	[only] := expected.called("production", "g", ["name"], "a") with input as document(here, true)
	only.address == "g.a"
	count(expected.called("production", "g", ["name"], "b")) == 0 with input as document(here, true)
}

missing(groups, complete, scope) := found if {
	found := expected.missing(scope, "g", ["name"], {"a", "b", "c"}, "the group") with input as document(groups, complete)
}

possibly(groups, complete, scope) := found if {
	found := expected.possibly_missing(scope, "g", ["name"], {"a", "b"}, "the group") with input as document(groups, complete)
}

test_what_is_missing if {
	missing(here, true, "production") == {
		{"subject": "missing:b", "at": "production", "attribute": [], "message": "the group b does not exist"},
		{"subject": "missing:c", "at": "production", "attribute": [], "message": "the group c does not exist"},
	}
	missing(here, true, "staging") == set()
	possibly(here, true, "production") == set()
}

test_what_may_be_there if {
	missing(here, "it was denied", "production") == set()
	missing(array.concat(here, [nameless]), true, "production") == set()
	possibly(here, "it was denied", "production") == {{
		"subject": "missing:b",
		"at": "production",
		"attribute": [],
		"message": "whether the group b exists is not known: it was denied",
	}}
	[one] := [found | some found in possibly(array.concat(here, [nameless]), true, "production")]
	endswith(one.message, "what g.later is called is not known")
	possibly(here, "it was denied", "staging") == set()
}

test_what_may_be_one_of_them if {
	found := expected.unnamed("g", ["name"], "a group") with input as document(array.concat(here, [nameless]), true)
	{finding.subject | some finding in found} == {"g.later"}
}
