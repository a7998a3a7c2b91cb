package lib.value_test

import data.lib.value

resource := {"values": {"a": {"b.c": 1}, "list": [false]}, "unknown": {"a[\"x.y\"]": {"kind": "after_apply", "reason": "later"}}}

test_a_path_is_written_as_terraform_writes_it if {
	value.text(["rule", 0, "mode"]) == "rule[0].mode"
	value.text(["tags", "a.b"]) == `tags["a.b"]`
	value.text(["tags", `q"\`]) == `tags["q\"\\"]`
	value.text(["a.b", "c"]) == `["a.b"].c`
	value.text(["a.b"]) == `["a.b"]`
	value.text(["name"]) == "name"
}

test_what_lies_under_an_unknown_path_is_unknown if {
	value.unknown(resource, ["a", "x.y", "deeper"]).kind == "after_apply"
	not value.unknown(resource, ["a", "b.c"])
}

test_false_is_present_and_known if {
	value.known(resource, ["list", 0]) == false
	value.present(resource, ["list", 0])
	value.absent(resource, ["list", 1])
}

test_nothing_is_in_no_set if {
	value.one_of({"values": {"a": null}, "unknown": {}}, ["a"], {null}) == "no"
	value.one_of({"values": {}, "unknown": {}}, ["a"], {null}) == "no"
}

sized(size) := {"values": {"size": size}, "unknown": {}}

test_only_a_number_is_large_enough if {
	value.at_least(sized(7), ["size"], 7) == "yes"
	value.at_least(sized(6), ["size"], 7) == "no"
	value.at_least(sized("8"), ["size"], 7) == "no"
	value.at_least(sized(null), ["size"], 7) == "no"
	value.at_least({"values": {}, "unknown": {"size": {"kind": "unset", "reason": "not set"}}}, ["size"], 7) == "unknown"
}
