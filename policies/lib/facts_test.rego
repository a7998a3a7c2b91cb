package lib.facts_test

import data.lib.facts

resource := {
	"address": "a.x",
	"values": {"size": 1, "rule": [{}]},
	"unknown": {"later": {"kind": "after_apply", "reason": "known after apply"}, "rule[0].mode": {"kind": "link", "reason": "points nowhere"}},
}

rows := [
	facts.equals(resource, ["size"], 1, "it is not 1"),
	facts.equals(resource, ["size"], 2, "it is not 2"),
	facts.one_of(resource, ["size"], {2, 3}, "it is neither 2 nor 3"),
	facts.equals(resource, ["later"], 1, "it is not 1 later"),
	facts.of(resource, ["rule"], "unknown", "no rule has a mode"),
	facts.of(resource, ["size"], "unknown", "all is well"),
]

test_what_does_not_hold if {
	facts.broken({"address": "b.y"}, rows) == {
		{"subject": "b.y", "at": "a.x", "attribute": ["size"], "message": "it is not 2"},
		{"subject": "b.y", "at": "a.x", "attribute": ["size"], "message": "it is neither 2 nor 3"},
	}
}

test_what_is_not_known_and_why if {
	facts.open({"address": "b.y"}, rows) == {
		{"subject": "b.y", "at": "a.x", "attribute": ["later"], "message": "it may be that it is not 1 later: known after apply"},
		{"subject": "b.y", "at": "a.x", "attribute": ["rule"], "message": "it may be that no rule has a mode: points nowhere"},
		{"subject": "b.y", "at": "a.x", "attribute": ["size"], "message": "it may be that all is well: it depends on what is not known"},
	}
}
