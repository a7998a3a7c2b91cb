package lib.value_test

import data.lib.value

resource := {"values": {"a": {"b.c": 1}, "list": [false]}, "unknown": {"a[\"x.y\"]": {"kind": "after_apply", "reason": "later"}}}

test_a_path_is_written_as_terraform_writes_it if {
	value.text(["rule", 0, "mode"]) == "rule[0].mode"
	value.text(["tags", "a.b"]) == `tags["a.b"]`
	value.text(["tags", `q"\`]) == `tags["q\"\\"]`
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
