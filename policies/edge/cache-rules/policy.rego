# METADATA
# title: Only files are cached
# description: >-
#   Cloudflare keeps the services' static files and their pictures, each for the architecture's time, and nothing else: a first rule keeps
#   everything from the cache, whatever its headers say, and no later one caches more than those paths. Of the rules that match a request
#   the last one holds.
# custom:
#   id: edge/cache-rules
#   severity: medium
#   on: [plan]
#   scopes: [edge]
#   subjects: [cloudflare_ruleset]
#   reads:
#     cloudflare_ruleset:
#       - kind
#       - phase
#       - "rules[].enabled"
#       - "rules[].expression"
#       - "rules[].action_parameters.cache"
#       - "rules[].action_parameters.edge_ttl.mode"
#       - "rules[].action_parameters.edge_ttl.default"
#   sections: ["Edge: CDN"]
#   controls:
#     GDPR 32(1)(b): no page with a patient's data is kept at the edge for somebody else
#     HIPAA 164.312(a)(1): a page is given to whom it was made for, and not from a cache to others
#     ISO 27001 A.8.12: data does not leak through the cache
#   remediation: >-
#     In the `cloudflare_ruleset` of the phase `http_request_cache_settings`, write first a rule for `true` with `cache = false`, then one
#     for each path with `cache = true` and its `edge_ttl`, as `infra/edge/cache.tf` does.
package policies.edge.cache_rules

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.logic
import data.lib.rulesets
import data.lib.value

phase := "http_request_cache_settings"

# How long what is under a path is kept, by the expression that says so.
kept := {replace(data.architecture.edge.cache_expression, "{path}", one.path): one | some one in data.architecture.edge.cache}

subjects := {set.address | some set in rulesets.in_phase(phase)}

rows(set) := array.concat(
	[facts.of(set, ["rules"], first(set), "no rule keeps from the cache whatever no other rule is for")],
	array.concat(
		[facts.of(set, ["rules"], keeps(set, expression, one), sprintf("%s is not kept for %d seconds", [one.path, one.seconds])) |
			some expression, one in kept
		],
		[facts.of(set, rule, limited(set, rule), "something else is cached than the paths that are meant") |
			some rule in rulesets.rules(set)
			caches(set, rule) != "no"
		],
	),
)

first(set) := rulesets.any_rule(set, [refuses(set, rule) | some rule in rulesets.rules(set)])

# It keeps everything from the cache.
refuses(set, rule) := "no" if value.equals(set, parameter(rule, "cache"), false) == "no"
else := logic.all_of([value.equals(set, parameter(rule, "cache"), false), rulesets.always(set, rule)])

parameter(rule, name) := value.step(value.step(rule, "action_parameters"), name)

caches(set, rule) := "no" if value.equals(set, parameter(rule, "cache"), true) == "no"
else := logic.all_of([value.equals(set, parameter(rule, "cache"), true), rulesets.on(set, rule)])

# What another expression is for is not worked out; `true` is for everything.
limited(set, rule) := logic.any_of([
	value.one_of(set, value.step(rule, "expression"), object.keys(kept)),
	logic.all_of([logic.opposite(value.equals(set, value.step(rule, "expression"), "true")), "unknown"]),
	logic.opposite(caches(set, rule)),
])

# A rule keeps the path so long, and none after it takes it back.
keeps(set, expression, one) := rulesets.any_rule(set, [state |
	some rule in rulesets.rules(set)
	value.equals(set, value.step(rule, "expression"), expression) != "no"
	state := logic.all_of(array.concat(
		[
			value.equals(set, value.step(rule, "expression"), expression),
			caches(set, rule),
			value.equals(set, value.step(parameter(rule, "edge_ttl"), "mode"), "override_origin"),
			value.equals(set, value.step(parameter(rule, "edge_ttl"), "default"), one.seconds),
		],
		[logic.opposite(refuses(set, later)) | some later in rulesets.rules(set); later[1] > rule[1]],
	))
])

deny contains found if {
	some set in rulesets.in_phase(phase)
	some found in facts.broken(set, rows(set))
}

undetermined contains found if {
	some set in rulesets.in_phase(phase)
	some found in facts.open(set, rows(set))
}

undetermined contains finding.of(set, set, ["phase"], "what the rules are for is not known") if some set in rulesets.unclear(phase)

deny contains found if {
	some found in expected.missing("edge", "cloudflare_ruleset", ["phase"], {phase}, "the set of rules for")
}

undetermined contains found if {
	some found in expected.possibly_missing("edge", "cloudflare_ruleset", ["phase"], {phase}, "the set of rules for")
}
