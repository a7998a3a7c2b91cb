package policies.edge.cache_rules_test

import data.policies.edge.cache_rules as policy

never := {"expression": "true", "action_parameters": {"cache": false}}

keep(path, seconds) := {
	"expression": sprintf("starts_with(http.request.uri.path, \"%s\")", [path]),
	"action_parameters": {"cache": true, "edge_ttl": {"mode": "override_origin", "default": seconds}},
}

all := [never, keep("/_next/static/", 31536000), keep("/_next/image", 3600)]

states(rules) := {row.is | some row in policy.rows({"address": "s", "values": {"rules": rules}, "unknown": {}})}

test_the_order_matters if {
	states(all) == {"yes"}
	states([all[1], all[2], never]) == {"yes", "no"}
	states([never, all[2], all[1]]) == {"yes"}
}

test_another_path_is_not_worked_out if states(array.concat(all, [keep("/", 60)])) == {"yes", "unknown"}

test_a_rule_that_is_off_caches_nothing if {
	states(array.concat(all, [object.union(keep("/", 60), {"enabled": false})])) == {"yes"}
	states([never, object.union(all[1], {"enabled": false}), all[2]]) == {"yes", "no"}
}

test_a_time_that_the_origin_says_is_another if {
	states([never, all[1], object.union(all[2], {"action_parameters": {"edge_ttl": {"mode": "respect_origin"}}})]) == {"yes", "no"}
}
