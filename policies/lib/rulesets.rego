# Cloudflare's sets of rules.
package lib.rulesets

import data.lib.inventory
import data.lib.logic
import data.lib.value

# What holds in the zone in this phase: "yes" or "unknown" with each set that may.
in_phase(phase) := [set | some set in inventory.managed("cloudflare_ruleset"); holds(set, phase) == "yes"]

unclear(phase) := [set | some set in inventory.managed("cloudflare_ruleset"); holds(set, phase) == "unknown"]

holds(set, phase) := logic.all_of([value.equals(set, ["phase"], phase), value.equals(set, ["kind"], "zone")])

# The path of each rule, in order.
rules(set) := [["rules", nth] | some nth, _ in value.known(set, ["rules"])]

# The rule is there for every request.
always(set, rule) := logic.all_of([on(set, rule), value.equals(set, value.step(rule, "expression"), "true")])

# Rules are on unless they are turned off.
on(set, rule) := "yes" if value.left_out(set, value.step(rule, "enabled"))
else := value.equals(set, value.step(rule, "enabled"), true)

# One rule of the set at least is so: `states` has each rule's.
any_rule(set, states) := "unknown" if value.unknown(set, ["rules"])
else := logic.any_of(states)
