package policies.cost.budget_test

import data.policies.cost.budget as policy

limit := data.architecture.cost.ceilings.production[data.architecture.scopes.production.profile] - data.architecture.cost.cloudflare.production

alert(kind, threshold) := {
	"notification_type": kind,
	"threshold": threshold,
	"threshold_type": "PERCENTAGE",
	"comparison_operator": "GREATER_THAN",
	"subscriber_email_addresses": ["someone@example.com"],
	"subscriber_sns_topic_arns": [],
}

alerts := [alert(kind, threshold) | some kind in ["ACTUAL", "FORECASTED"]; some threshold in [50, 80, 100]]

good := {
	"name": "restartix-production",
	"budget_type": "COST",
	"time_unit": "MONTHLY",
	"limit_unit": "USD",
	"limit_amount": sprintf("%v.0", [limit]),
	"cost_filter": [{"name": "TagKeyValue", "values": ["user:environment$production"]}],
	"notification": alerts,
}

budget(values, unknown) := {
	"address": "aws_budgets_budget.b",
	"type": "aws_budgets_budget",
	"mode": "managed",
	"scope": "account",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

document(scope, complete, budgets) := {
	"kind": "plan",
	"scopes": {scope: {"profile": "day1", "complete": {"aws_budgets_budget": complete}}},
	"resources": {"aws_budgets_budget": budgets},
}

later := {"kind": "after_apply", "reason": "known after apply"}

# What is denied of the budget itself, by attribute.
denied(values) := {finding.attribute[0] | some finding in found; finding.subject == "aws_budgets_budget.b"} if {
	found := policy.deny with input as document("account", true, [budget(values, {})])
}

test_a_budget_that_is_as_it_has_to_be if {
	denied(good) == set()
	denied(object.union(good, {"cost_filter": [{"name": "TagKeyValue", "values": ["user:environment$production"]}], "limit_amount": sprintf("%v", [limit])})) == set()
}

test_each_thing_that_is_wrong_is_denied if {
	denied(object.union(good, {"budget_type": "USAGE"})) == {"budget_type"}
	denied(object.union(good, {"time_unit": "QUARTERLY"})) == {"time_unit"}
	denied(object.union(good, {"limit_unit": "EUR"})) == {"limit_unit"}
	denied(object.union(good, {"limit_amount": "9999"})) == {"limit_amount"}
	denied(object.remove(good, ["limit_amount"])) == {"limit_amount"}
}

test_the_filter_is_of_the_environment_alone if {
	filter := good.cost_filter[0]
	denied(object.union(good, {"cost_filter": []})) == {"cost_filter"}
	denied(object.remove(good, ["cost_filter"])) == {"cost_filter"}
	denied(object.union(good, {"cost_filter": [filter, {"name": "Service", "values": ["S3"]}]})) == {"cost_filter"}
	denied(object.union(good, {"cost_filter": [object.union(filter, {"name": "Service"})]})) == {"cost_filter"}
	denied(object.union(good, {"cost_filter": [object.union(filter, {"values": ["user:environment$staging"]})]})) == {"cost_filter"}
	denied(object.union(good, {"cost_filter": [object.union(filter, {"values": ["user:environment$production", "x"]})]})) == {"cost_filter"}
	denied(object.union(good, {"cost_filter": [{"name": "TagKeyValue"}]})) == {"cost_filter"}
}

test_each_alert_has_to_be_there if {
	every at, _ in alerts {
		denied(object.union(good, {"notification": [one | some other, one in alerts; other != at]})) == {"notification"}
	}
}

test_an_alert_has_to_be_of_a_share_that_is_passed_and_told if {
	every wrong in [{"threshold_type": "ABSOLUTE_VALUE"}, {"comparison_operator": "LESS_THAN"}, {"subscriber_email_addresses": []}] {
		denied(object.union(good, {"notification": [object.union(one, wrong) | some one in alerts]})) == {"notification"}
	}
}

test_alerts_may_go_to_a_topic if {
	denied(object.remove(good, ["notification"])) == {"notification"}
	topics := {"subscriber_email_addresses": [], "subscriber_sns_topic_arns": ["arn:aws:sns:eu-central-1:123456789012:t"]}
	denied(object.union(good, {"notification": [object.union(one, topics) | some one in alerts]})) == set()
}

# What is undetermined of the budget itself, by attribute.
open(values, unknown) := {finding.attribute[0] | some finding in found; finding.subject == "aws_budgets_budget.b"} if {
	found := policy.undetermined with input as document("account", true, [budget(values, unknown)])
}

test_what_is_not_known_is_undetermined if {
	open(good, {}) == set()
	every attribute in ["budget_type", "time_unit", "limit_unit", "limit_amount", "cost_filter", "notification"] {
		open(object.remove(good, [attribute]), {attribute: later}) == {attribute}
	}
}

test_what_is_not_known_in_part_is_undetermined if {
	open(good, {"cost_filter[0].values": later}) == {"cost_filter"}
	open(good, {"notification[0].threshold": later}) == {"notification"}
	open(good, {"notification[0].subscriber_email_addresses": later}) == {"notification"}
	open(object.remove(good, ["name"]), {"name": later}) == {"name"}
}

test_a_budget_that_is_not_there_is_missing if {
	found := policy.deny with input as document("account", true, [])
	{finding.subject | some finding in found} == {"missing:restartix-production", "missing:restartix-staging"}
	other := policy.deny with input as document("account", true, [budget(good, {})])
	{finding.subject | some finding in other} == {"missing:restartix-staging"}
	elsewhere := policy.deny with input as document("production", true, [])
	count(elsewhere) == 0
}

test_where_there_may_be_more_none_is_missing if {
	short := policy.deny with input as document("account", "denied", [])
	count(short) == 0
	found := policy.undetermined with input as document("account", "denied", [])
	{finding.subject | some finding in found} == {"missing:restartix-production", "missing:restartix-staging"}
	named := [budget(object.remove(good, ["name"]), {"name": later})]
	nameless := policy.undetermined with input as document("account", true, named)
	{finding.subject | some finding in nameless} == {"missing:restartix-production", "missing:restartix-staging", "aws_budgets_budget.b"}
}

test_only_budgets_of_an_environment_are_judged if {
	subjects := policy.subjects with input as document("account", true, [budget(object.union(good, {"name": "of somebody else"}), {})])
	subjects == set()
	known := policy.subjects with input as document("account", true, [budget(good, {})])
	known == {"aws_budgets_budget.b"}
}
