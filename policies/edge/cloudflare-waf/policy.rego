# METADATA
# title: Cloudflare's firewall is on
# description: >-
#   For every request to the zone, Cloudflare's managed sets of rules run as Cloudflare keeps them, each address has a limit of requests,
#   and what is certainly a bot is stopped. No rule takes a request past the managed rules or past the limit, and none takes every
#   request past the bots' challenge.
# custom:
#   id: edge/cloudflare-waf
#   severity: high
#   on: [plan]
#   scopes: [edge]
#   subjects: [cloudflare_ruleset, cloudflare_bot_management]
#   reads:
#     cloudflare_ruleset:
#       - kind
#       - phase
#       - "rules[].enabled"
#       - "rules[].expression"
#       - "rules[].action"
#       - "rules[].action_parameters.id"
#       - "rules[].action_parameters.overrides"
#       - "rules[].action_parameters.phases"
#       - "rules[].action_parameters.products"
#       - "rules[].action_parameters.rules"
#       - "rules[].action_parameters.rulesets"
#       - "rules[].action_parameters.ruleset"
#       - "rules[].ratelimit.characteristics"
#       - "rules[].ratelimit.period"
#       - "rules[].ratelimit.requests_per_period"
#       - "rules[].ratelimit.mitigation_timeout"
#     cloudflare_bot_management: [fight_mode, sbfm_definitely_automated]
#   decides:
#     cloudflare_bot_management.fight_mode: the one or the other is enough
#     cloudflare_bot_management.sbfm_definitely_automated: the one or the other is enough
#   sections: ["Edge: WAF + DDoS"]
#   controls:
#     GDPR 32(1)(b): attacks and floods of requests are stopped before they reach the systems
#     ISO 27001 A.8.20: the network's edge is protected and nothing is let past it
#     SOC 2 CC6.6: threats from outside the boundary are turned away
#   remediation: >-
#     Declare a `cloudflare_ruleset` of `kind = "zone"` for the phases `http_request_firewall_managed` and `http_ratelimit`, with the rules of
#     `infra/edge/firewall.tf` and without overrides, and a `cloudflare_bot_management` with `sbfm_definitely_automated = "managed_challenge"`;
#     remove the rule that skips one of them.
package policies.edge.cloudflare_waf

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.rulesets
import data.lib.value

managed := "http_request_firewall_managed"

limiting := "http_ratelimit"

custom := "http_request_firewall_custom"

protecting := {managed, limiting}

judged := array.concat(
	[{"subject": set, "rows": array.concat(on(set, phase), passing(set))} |
		some phase in [managed, limiting, custom]
		some set in rulesets.in_phase(phase)
	],
	[{"subject": bots, "rows": [facts.of(bots, ["sbfm_definitely_automated"], stopped(bots), "what is certainly a bot is let through")]} |
		some bots in inventory.managed("cloudflare_bot_management")
	],
)

subjects := {one.subject.address | some one in judged}

on(set, phase) := [facts.of(set, ["rules"], state, sprintf("the managed rules %s do not run, unaltered, on every request", [name])) |
	some name, id in data.architecture.edge.managed_rules
	state := rulesets.any_rule(set, [runs(set, rule, id) | some rule in rulesets.rules(set)])
] if {
	phase == managed
} else := [facts.of(set, ["rules"], state, "no rule limits the requests of each address") |
	state := rulesets.any_rule(set, [limits(set, rule) | some rule in rulesets.rules(set)])
] if {
	phase == limiting
} else := []

runs(set, rule, id) := "no" if value.equals(set, parameter(rule, "id"), id) == "no"
else := logic.all_of([
	value.equals(set, parameter(rule, "id"), id),
	rulesets.always(set, rule),
	value.equals(set, value.step(rule, "action"), "execute"),
	unaltered(set, parameter(rule, "overrides")),
])

parameter(rule, name) := value.step(value.step(rule, "action_parameters"), name)

# What is changed of the rules is not looked into, but for turning all of them off, or letting all of them log alone.
unaltered(set, path) := "yes" if value.left_out(set, path)
else := "no" if value.equals(set, value.step(path, "enabled"), false) == "yes"
else := "no" if value.equals(set, value.step(path, "action"), "log") == "yes"
else := "unknown"

limits(set, rule) := logic.all_of([
	rulesets.always(set, rule),
	value.equals(set, value.step(rule, "action"), "block"),
	value.equals(set, limit(rule, "period"), data.architecture.edge.rate_limit.period_seconds),
	value.at_least(set, limit(rule, "mitigation_timeout"), data.architecture.edge.rate_limit.block_seconds),
	at_most(set, limit(rule, "requests_per_period"), data.architecture.edge.rate_limit.requests),
	of_each(set, limit(rule, "characteristics")),
])

limit(rule, name) := value.step(value.step(rule, "ratelimit"), name)

# A larger number is "yes" of `at_least` with one more.
at_most(set, path, most) := "no" if value.absent(set, path)
else := logic.opposite(value.at_least(set, path, most + 1))

# Counted for each address, and by nothing that an address could change.
of_each(set, path) := "unknown" if value.unknown(set, path)
else := logic.all_of(array.concat(
	[logic.any_of([value.equals(set, value.step(path, nth), "ip.src") | some nth, _ in value.known(set, path)])],
	[value.one_of(set, value.step(path, nth), {by | some by in data.architecture.edge.rate_limit_by}) | some nth, _ in value.known(set, path)],
))

# Each rule that takes a request past something.
passing(set) := [facts.of(set, rule, logic.opposite(passes(set, rule)), "the rule takes requests past the firewall") |
	some rule in rulesets.rules(set)
]

passes(set, rule) := "no" if value.equals(set, value.step(rule, "action"), "skip") == "no"
else := logic.all_of([
	value.equals(set, value.step(rule, "action"), "skip"),
	rulesets.on(set, rule),
	logic.any_of(array.concat(
		[skips(set, rule, name) | some name in ["phases", "products", "rules", "rulesets"]],
		[whole(set, rule)],
	)),
])

# What the list names matters, of phases and products; of rules that it names any.
skips(set, rule, name) := "unknown" if value.unknown(set, parameter(rule, name))
else := "no" if not value.present(set, parameter(rule, name))
else := logic.any_of([state |
	path := parameter(rule, name)
	some nth, _ in value.known(set, path)
	state := dangerous(set, rule, value.step(path, nth))
]) if name in {"phases", "products"}
else := "yes"

dangerous(set, rule, path) := logic.any_of([
	value.one_of(set, path, protecting | {"waf", "rateLimit"}),
	logic.all_of([value.equals(set, path, "http_request_sbfm"), rulesets.always(set, rule)]),
])

# The rest of the same set: of the managed rules that is all that follow.
whole(set, rule) := "no" if value.equals(set, ["phase"], custom) == "yes"
else := logic.opposite(missing(set, parameter(rule, "ruleset")))

missing(set, path) := "unknown" if value.unknown(set, path)
else := "no" if value.present(set, path)
else := "yes"

stopped(bots) := logic.any_of([
	value.equals(bots, ["fight_mode"], true),
	value.one_of(bots, ["sbfm_definitely_automated"], {way | some way in data.architecture.edge.bots_stopped}),
])

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}

undetermined contains finding.of(set, set, ["phase"], "what the rules are for is not known") if {
	some phase in [managed, limiting, custom]
	some set in rulesets.unclear(phase)
}

deny contains found if {
	some found in expected.missing("edge", "cloudflare_ruleset", ["phase"], protecting, "the set of rules for")
}

undetermined contains found if {
	some found in expected.possibly_missing("edge", "cloudflare_ruleset", ["phase"], protecting, "the set of rules for")
}

# One for the zone, without a name.
without_bots if {
	input.scopes.edge
	count(expected.of("edge", "cloudflare_bot_management")) == 0
}

deny contains finding.missing("bot_management", "edge", "nothing stops bots") if {
	without_bots
	inventory.complete("edge", "cloudflare_bot_management")
}

undetermined contains finding.missing("bot_management", "edge", message) if {
	without_bots
	reason := inventory.incomplete("cloudflare_bot_management").edge
	message := sprintf("whether anything stops bots is not known: %s", [reason])
}
