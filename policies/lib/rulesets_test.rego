package lib.rulesets_test

import data.lib.rulesets

set(values, unknown) := {"address": "s", "mode": "managed", "values": values, "unknown": unknown}

later := {"kind": "after_apply", "reason": "known after apply"}

one := set({"phase": "p", "kind": "zone", "rules": [{"expression": "true"}, {"expression": "true", "enabled": false}]}, {})

test_what_holds_in_a_phase if {
	other := set({"kind": "zone"}, {"phase": later})
	document := {"resources": {"cloudflare_ruleset": [one, other]}}
	found := rulesets.in_phase("p") with input as document
	open := rulesets.unclear("p") with input as document
	[found, open] == [[one], [other]]
}

test_rules if {
	[rulesets.always(one, rule) | some rule in rulesets.rules(one)] == ["yes", "no"]
	rulesets.any_rule(one, ["no", "yes"]) == "yes"
	rulesets.any_rule(set({}, {"rules": later}), []) == "unknown"
}
