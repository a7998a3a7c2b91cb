package policies.cost.ceiling_test

import data.policies.cost.ceiling as policy

estimate(complete, low, expected) := {
	"complete": complete,
	"low": low,
	"expected": expected,
	"high": expected + 1000,
	"said": {"low": sprintf("%v", [low]), "expected": sprintf("%v", [expected]), "high": "much"},
	"doubts": ["the list of aws_eip may be short"],
	"unpriced": [{"address": null, "name": "a share", "component": "share", "state": "price_missing", "reason": "no price"}, {"address": "aws_a.b", "name": "aws_a.b", "component": "", "state": "unsupported_type", "reason": "no type"}],
	"billed": [],
	"movers": [{"address": "aws_nat_gateway.second", "expected": 37.96, "said": "37.96"}],
}

document(profile, cost) := {
	"kind": "plan",
	"scopes": {"production": {"profile": profile, "complete": {}}, "account": {"profile": "day1", "complete": {}}},
	"cost": {"production": cost, "account": estimate(true, 9999, 9999)},
	"resources": {},
}

ceiling := data.architecture.cost.ceilings.production.day1

verdict(profile, cost) := "deny" if {
	count(policy.deny) > 0 with input as document(profile, cost)
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as document(profile, cost)
} else := "pass"

test_what_is_priced_in_full_is_within_or_above if {
	verdict("day1", estimate(true, ceiling, ceiling)) == "pass"
	verdict("day1", estimate(true, ceiling, ceiling + 0.01)) == "deny"
	verdict("day1", estimate(true, 1, ceiling - 1)) == "pass"
}

test_what_is_not_priced_in_full_is_never_within if {
	verdict("day1", estimate(false, 0, 0)) == "undetermined"
	verdict("day1", estimate(false, ceiling, ceiling + 500)) == "undetermined"
	verdict("day1", estimate(false, ceiling + 0.01, ceiling + 500)) == "deny"
}

test_the_profile_says_which_ceiling if {
	verdict("telemetry", estimate(true, 1, ceiling + 1)) == "pass"
	verdict("unheard of", estimate(true, 1, 1)) == "undetermined"
	verdict("unheard of", estimate(true, 9999, 9999)) == "undetermined"
	verdict("unheard of", estimate(false, 9999, 9999)) == "undetermined"
	verdict(null, estimate(true, 1, 1)) == "undetermined"
}

test_the_message_names_what_costs_most if {
	found := policy.deny with input as document("day1", estimate(true, 1, ceiling + 1))
	found == {{
		"subject": "scope:production",
		"at": "production",
		"attribute": [],
		"message": sprintf("%v USD a month is expected, and the ceiling is %v; most of it: aws_nat_gateway.second 37.96", [ceiling + 1, ceiling]),
	}}
}

test_the_message_names_what_is_not_priced if {
	found := policy.undetermined with input as document("day1", estimate(false, 0, 0))
	{finding.message | some finding in found} == {"not everything is priced: the list of aws_eip may be short; a share, share (no price); aws_a.b (no type)"}
}

test_the_message_names_the_least if {
	found := policy.deny with input as document("day1", estimate(false, ceiling + 1, 0))
	every finding in found { startswith(finding.message, sprintf("at least %v USD a month, and the ceiling is %v;", [ceiling + 1, ceiling])) }
	count(found) == 1
}
