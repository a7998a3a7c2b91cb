# METADATA
# title: An environment costs no more than its ceiling
# description: >-
#   The expected cost of each environment in a month, with what it bears of the account and of the edge, is within the ceiling of its
#   profile. What is not priced is not taken for nothing: an environment that is not priced in full is never within its ceiling, and is
#   above it only where what is known costs more already at the least.
# custom:
#   id: cost/ceiling
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [scope]
#   reads:
#     "*": [cost]
#   sections: ["Cost: staging", "Cost: production day 1", "Cost: phase 2 estimate"]
#   controls: {}
#   remediation: >-
#     Look at `checker cost` for what each resource costs and what it assumes. Take away or shrink what costs most, price what is not priced
#     (`usage.yaml`, the catalogue), or raise the ceiling in `data/architecture.yaml` with those who pay for it.
package policies.cost.ceiling

import data.lib.finding

# What each environment costs, beside what it may.
environments := [{"name": name, "cost": cost, "ceiling": ceiling(name)} |
	some name, _ in data.architecture.cost.ceilings
	cost := input.cost[name]
]

deny contains finding.scope(environment.name, message) if {
	some environment in environments
	is_number(environment.ceiling)
	environment.cost.complete
	environment.cost.expected > environment.ceiling
	message := sprintf("%s USD a month is expected, and the ceiling is %v; most of it: %s", [
		environment.cost.said.expected,
		environment.ceiling,
		most(environment.cost),
	])
}

deny contains finding.scope(environment.name, message) if {
	some environment in environments
	is_number(environment.ceiling)
	not environment.cost.complete
	environment.cost.low > environment.ceiling
	message := sprintf("at least %s USD a month, and the ceiling is %v; most of it: %s", [
		environment.cost.said.low,
		environment.ceiling,
		most(environment.cost),
	])
}

undetermined contains finding.scope(environment.name, message) if {
	some environment in environments
	not environment.cost.complete
	message := sprintf("not everything is priced: %s", [concat("; ", open(environment.cost))])
}

undetermined contains finding.scope(environment.name, message) if {
	some environment in environments
	environment.ceiling == null
	message := "its profile has no ceiling in data/architecture.yaml"
}

# By its profile; null where nobody set one.
ceiling(name) := found if {
	found := data.architecture.cost.ceilings[name][input.scopes[name].profile]
} else := null

most(cost) := concat(", ", [sprintf("%s %s", [mover.address, mover.said]) | some mover in cost.movers])

open(cost) := array.concat(cost.doubts, [sprintf("%s (%s)", [concat(", ", [text | some text in [part.name, part.component]; text != ""]), part.reason]) |
	some part in cost.unpriced
])
