# METADATA
# title: Everything that is billed has a price
# description: >-
#   Every resource is of a type that is priced or named as free, and everything that it is billed for has a price in the catalogue.
# custom:
#   id: cost/priced
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: ["*"]
#   reads:
#     "*": [cost]
#   sections: ["Cost: staging", "Cost: production day 1"]
#   controls: {}
#   remediation: >-
#     Use a class or a type that has a price; or add the price to the catalogue (`checker cost refresh`), or the type to
#     `checker/cost/components/`, with where it is from. Where use is what is not known, give a figure in `usage.yaml` with its reason.
package policies.cost.priced

import data.lib.finding

# What costs nothing by its type is left out: there is nothing to price.
subjects := {address | some cost in input.cost; some address in cost.billed}

unpriced := [part |
	some cost in input.cost
	some part in cost.unpriced
	part.address != null
]

deny contains found(part, message) if {
	some part in unpriced
	part.state in {"unsupported_type", "price_missing"}
	message := part.reason
}

undetermined contains found(part, message) if {
	some part in unpriced
	part.state in {"attribute_unknown", "usage_missing"}
	message := sprintf("what it costs is not known: %s", [part.reason])
}

found(part, message) := finding.of({"address": part.address}, {"address": part.address}, [], message)
