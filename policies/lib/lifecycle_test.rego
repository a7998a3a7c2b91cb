package lib.lifecycle_test

import data.lib.lifecycle

later := {"kind": "after_apply", "reason": "known after apply"}

bucket(rule, unknown) := {
	"address": "b",
	"values": {},
	"unknown": {},
	"parts": {"aws_s3_bucket_lifecycle_configuration": [{"address": "c", "values": {"rule": [rule]}, "unknown": unknown}]},
}

moving := {"status": "Enabled", "filter": [], "transition": [{"days": 1, "storage_class": "GLACIER"}]}

moves(rule, unknown) := [row.is | some row in lifecycle.moves(bucket(rule, unknown), [{"days": 1, "storage_class": "GLACIER"}])]

test_a_move if {
	moves(moving, {}) == ["yes", "yes"]
	moves(object.union(moving, {"filter": [{"prefix": "", "and": []}]}), {}) == ["yes", "yes"]
	moves(object.union(moving, {"filter": [{"prefix": "a"}]}), {}) == ["no", "yes"]
	moves(object.union(moving, {"prefix": "a"}), {}) == ["no", "yes"]
}

test_a_move_that_is_not_known if {
	moves(object.remove(moving, ["transition"]), {"rule[0].transition": later}) == ["unknown", "unknown"]
	moves(object.union(moving, {"filter": [{}]}), {"rule[0].filter[0].prefix": later}) == ["unknown", "yes"]
	moves(object.union(moving, {"filter": [{}]}), {"rule[0].filter[0].prefix": {"kind": "unset", "reason": "not set"}}) == ["yes", "yes"]
	moves(object.remove(moving, ["transition"]), {"rule[0].transition": {"kind": "unset", "reason": "not set"}}) == ["no"]
}
