package policies.edge.cloudflare_waf_test

import data.policies.edge.cloudflare_waf as policy

# What is denied, and what is open, of a set with this rule.
judged(phase, rule, unknown) := [{finding.attribute | some finding in denied; finding.subject == "s"}, {finding.attribute | some finding in open; finding.subject == "s"}] if {
	set := {"address": "s", "mode": "managed", "scope": "edge", "values": {"kind": "zone", "phase": phase, "rules": [rule]}, "unknown": unknown}
	document := {"scopes": {"edge": {"complete": {}}}, "resources": {"cloudflare_ruleset": [set]}}
	denied := policy.deny with input as document
	open := policy.undetermined with input as document
}

later := {"kind": "after_apply", "reason": "known after apply"}

limit := {
	"expression": "true",
	"action": "block",
	"ratelimit": {"characteristics": ["ip.src"], "period": 10, "requests_per_period": 300, "mitigation_timeout": 60},
}

limited(changes) := judged("http_ratelimit", object.union(limit, {"ratelimit": changes}), {})

test_a_limit_is_for_each_address_and_as_low if {
	limited({}) == [set(), set()]
	every changes in [{"characteristics": ["cf.colo.id"]}, {"characteristics": ["ip.src", "http.request.headers"]}, {"requests_per_period": null}, {"mitigation_timeout": 10}, {"period": 60}] {
		limited(changes) == [{["rules"]}, set()]
	}
	judged("http_ratelimit", object.union(limit, {"action": "log"}), {}) == [{["rules"]}, set()]
	judged("http_ratelimit", limit, {"rules[0].ratelimit.characteristics": later}) == [set(), {["rules"]}]
}

skipping(parameters, unknown) := judged("http_request_firewall_custom", {"expression": "x", "action": "skip", "action_parameters": parameters}, unknown)

test_a_rule_that_is_skipped_is_off if {
	skipping({"rulesets": ["a"]}, {}) == [{["rules", 0]}, set()]
	skipping({"ruleset": "current"}, {}) == [set(), set()]
	skipping({"products": ["bic"]}, {}) == [set(), set()]
	skipping({}, {"rules[0].action_parameters.rules": later}) == [set(), {["rules", 0]}]
}

test_the_rest_of_the_managed_rules_may_not_be_skipped if {
	rule := {"expression": "x", "action": "skip", "action_parameters": {"ruleset": "current"}}
	judged("http_ratelimit", rule, {})[0] == {["rules"], ["rules", 0]}
	judged("http_ratelimit", rule, {"rules[0].action_parameters.ruleset": later})[1] == {["rules", 0]}
	judged("http_ratelimit", object.union(rule, {"action_parameters": {"ruleset": null}}), {})[0] == {["rules"]}
}

test_whether_bots_are_stopped_may_not_be_known if {
	document := {"scopes": {"edge": {"complete": {"cloudflare_bot_management": "it was not read"}}}, "resources": {}}
	found := policy.undetermined with input as document
	"missing:bot_management" in {finding.subject | some finding in found}
}

managed(changes) := judged("http_request_firewall_managed", object.union({"expression": "true", "action": "execute"}, changes), {})

owasp := {"id": data.architecture.edge.managed_rules.owasp}

# One of the two is missing in any case.
test_managed_rules_run_unaltered_on_everything if {
	managed({"action_parameters": owasp}) == [{["rules"]}, set()]
	managed({"action_parameters": object.union(owasp, {"overrides": {"sensitivity_level": "low"}})}) == [{["rules"]}, {["rules"]}]
	log := {"values": {"rules": [{"expression": "true", "action": "execute", "action_parameters": object.union(owasp, {"overrides": {"action": "log"}})}]}, "unknown": {}}
	policy.runs(log, ["rules", 0], owasp.id) == "no"
	some_requests := {"values": {"rules": [{"expression": "x", "action": "execute", "action_parameters": owasp}]}, "unknown": {}}
	policy.runs(some_requests, ["rules", 0], owasp.id) == "no"
}

test_all_bots_may_not_be_let_through if {
	rule := {"expression": "true", "action": "skip", "action_parameters": {"phases": ["http_request_sbfm"]}}
	judged("http_request_firewall_custom", rule, {}) == [{["rules", 0]}, set()]
	judged("http_request_firewall_custom", object.union(rule, {"expression": "x"}), {}) == [set(), set()]
}
