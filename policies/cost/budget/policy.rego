# METADATA
# title: A budget watches each environment
# description: >-
#   An AWS Budget for each environment is set to the environment's ceiling less what Cloudflare costs, counts what carries the environment's
#   tag, and notifies at 50, 80 and 100 % of both actual and forecast cost. Budgets are the account's: where the account's own scope is not
#   judged, none is missing.
# custom:
#   id: cost/budget
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_budgets_budget]
#   reads:
#     aws_budgets_budget:
#       - name
#       - budget_type
#       - time_unit
#       - limit_amount
#       - limit_unit
#       - "cost_filter[].name"
#       - "cost_filter[].values"
#       - "notification[].notification_type"
#       - "notification[].threshold"
#       - "notification[].threshold_type"
#       - "notification[].comparison_operator"
#       - "notification[].subscriber_email_addresses"
#       - "notification[].subscriber_sns_topic_arns"
#   decides:
#     aws_budgets_budget.notification[].notification_type: worked out for all notifications together
#     aws_budgets_budget.notification[].threshold: worked out for all notifications together
#     aws_budgets_budget.notification[].threshold_type: worked out for all notifications together
#     aws_budgets_budget.notification[].comparison_operator: worked out for all notifications together
#     aws_budgets_budget.notification[].subscriber_email_addresses: worked out for all notifications together
#     aws_budgets_budget.notification[].subscriber_sns_topic_arns: worked out for all notifications together
#   sections: ["Observability: alarms and dashboard"]
#   controls: {}
#   remediation: >-
#     Declare an `aws_budgets_budget` of the name in the message, with the limit, filter and notifications of `infra/account/budgets.tf`.
package policies.cost.budget

import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

# What the budget of each environment has to be.
wanted := [{"name": name, "limit": limit, "tag": sprintf("user:environment$%s", [environment])} |
	some environment, ceilings in data.architecture.cost.ceilings
	name := replace(data.architecture.names.budget, "{env}", environment)
	limit := ceilings[data.architecture.scopes[environment].profile] - data.architecture.cost.cloudflare[environment]
]

# The budgets of that name, each with what it has to be.
budgets := [{"budget": budget, "wanted": one} |
	some budget in inventory.managed("aws_budgets_budget")
	some one in wanted
	value.equals(budget, ["name"], one.name) == "yes"
]

nameless := [budget | some budget in inventory.managed("aws_budgets_budget"); value.unknown(budget, ["name"])]

subjects := {budget.address | some budget in array.concat([pair.budget | some pair in budgets], nameless)}

# Each thing that has to be so of a budget: whether it is, and what to say where it is not.
facts(budget, one) := [
	{"attribute": ["budget_type"], "is": value.equals(budget, ["budget_type"], "COST"), "not": "the budget is not one of cost"},
	{"attribute": ["time_unit"], "is": value.equals(budget, ["time_unit"], "MONTHLY"), "not": "the budget is not one of months"},
	{"attribute": ["limit_unit"], "is": value.equals(budget, ["limit_unit"], "USD"), "not": "the budget is not in USD"},
	{
		"attribute": ["limit_amount"],
		"is": limited(budget, ["limit_amount"], one.limit),
		"not": sprintf("the budget's limit is not the ceiling less Cloudflare, %v USD", [one.limit]),
	},
	{
		"attribute": ["cost_filter"],
		"is": filtered(budget, ["cost_filter"], one.tag),
		"not": sprintf("the budget does not count exactly what is tagged %s", [one.tag]),
	},
	{
		"attribute": ["notification"],
		"is": logic.all_of({notified(budget, ["notification"], kind, percent) | some kind in kinds; some percent in percents}),
		"not": sprintf("the budget does not notify at each of %v %% of actual and of forecast cost", [data.architecture.cost.budget_alerts_percent]),
	},
]

kinds := {"ACTUAL", "FORECASTED"}

percents := {percent | some percent in data.architecture.cost.budget_alerts_percent}

deny contains finding.of(pair.budget, pair.budget, fact.attribute, fact["not"]) if {
	some pair in budgets
	some fact in facts(pair.budget, pair.wanted)
	fact.is == "no"
}

undetermined contains finding.of(pair.budget, pair.budget, fact.attribute, message) if {
	some pair in budgets
	some fact in facts(pair.budget, pair.wanted)
	fact.is == "unknown"
	message := sprintf("`%s` is not known: %s", [fact.attribute[0], why(pair.budget, fact.attribute[0])])
}

undetermined contains finding.of(budget, budget, ["name"], "whose budget this is is not known") if some budget in nameless

deny contains finding.missing(one.name, "account", sprintf("no budget is called %s", [one.name])) if {
	some one in absent
	count(doubts) == 0
}

undetermined contains finding.missing(one.name, "account", message) if {
	some one in absent
	count(doubts) > 0
	message := sprintf("whether there is a budget %s is not known: %s", [one.name, concat("; ", sort(doubts))])
}

absent := [one |
	input.scopes.account
	some one in wanted
	not one.name in {pair.wanted.name | some pair in budgets}
]

doubts := {reason | some reason in inventory.incomplete("aws_budgets_budget")} | {sprintf("the name of %s is not known", [budget.address]) |
	some budget in nameless
}

why(budget, attribute) := concat("; ", sort({entry.reason | some path, entry in budget.unknown; startswith(path, attribute)}))

limited(budget, path, limit) := "unknown" if value.unknown(budget, path)
else := "yes" if to_number(value.known(budget, path)) == limit
else := "no"

# One filter, of one tag: a second one would leave something out or let something in.
filtered(budget, path, tag) := "unknown" if value.unknown(budget, path)
else := "no" if count(value.known(budget, path)) != 1
else := logic.all_of([
	value.equals(budget, array.concat(path, [0, "name"]), "TagKeyValue"),
	only(budget, array.concat(path, [0, "values"]), tag),
]) if value.present(budget, path)
else := "no"

only(budget, path, tag) := "unknown" if value.unknown(budget, path)
else := "no" if count(value.known(budget, path)) != 1
else := value.equals(budget, value.step(path, 0), tag) if value.present(budget, path)
else := "no"

# Somebody is told when this much of it is spent, or will be.
notified(budget, path, kind, percent) := "unknown" if value.unknown(budget, path)
else := logic.any_of([state |
	some at, _ in value.known(budget, path)
	notification := value.step(path, at)
	state := logic.all_of([
		value.equals(budget, value.step(notification, "notification_type"), kind),
		value.equals(budget, value.step(notification, "threshold"), percent),
		value.equals(budget, value.step(notification, "threshold_type"), "PERCENTAGE"),
		value.equals(budget, value.step(notification, "comparison_operator"), "GREATER_THAN"),
		logic.any_of([
			told(budget, value.step(notification, "subscriber_email_addresses")),
			told(budget, value.step(notification, "subscriber_sns_topic_arns")),
		]),
	])
])

told(budget, path) := "unknown" if value.unknown(budget, path)
else := "yes" if count(value.known(budget, path)) > 0
else := "no"
