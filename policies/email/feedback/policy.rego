# METADATA
# title: Bounces and complaints are heard
# description: >-
#   Bounces and complaints of production's mail go to the topic of feedback, and the account writes to nobody again who bounced or complained.
# custom:
#   id: email/feedback
#   severity: medium
#   on: [plan, account]
#   scopes: [production, account, unassigned]
#   subjects: [aws_sesv2_configuration_set, aws_sesv2_account_suppression_attributes]
#   reads:
#     aws_sesv2_configuration_set: [configuration_set_name]
#     aws_sesv2_configuration_set_event_destination:
#       - configuration_set_name
#       - "event_destination[].enabled"
#       - "event_destination[].matching_event_types"
#       - "event_destination[].sns_destination[].topic_arn"
#     aws_sesv2_account_suppression_attributes: ["suppressed_reasons[]"]
#     aws_sns_topic: [name]
#   sections: ["Email: production"]
#   controls:
#     GDPR 5(1)(d): an address that turns out to be wrong is not written to again
#   remediation: >-
#     Add an enabled `aws_sesv2_configuration_set_event_destination` to the configuration set, with `BOUNCE` and `COMPLAINT` and the topic of
#     feedback; in the account, `aws_sesv2_account_suppression_attributes` with both reasons.
package policies.email.feedback

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.topics
import data.lib.value

set_type := "aws_sesv2_configuration_set"

destination := "aws_sesv2_configuration_set_event_destination"

suppression := "aws_sesv2_account_suppression_attributes"

events := data.architecture.scopes.account.suppressed

sets := {scope: replace(data.architecture.names.configuration_set, "{env}", scope) |
	some scope, stated in data.architecture.scopes
	stated.domain
}

judged := array.concat(
	[{"of": set, "rows": [heard(set, scope, name, event) | some event in events]} |
		some scope, name in sets
		some set in expected.called(scope, set_type, ["configuration_set_name"], name)
	],
	[{"of": setting, "rows": [row | some event in events; row := suppressed(setting, event)]} | some setting in inventory.managed(suppression)],
)

subjects := {row.of.address | some row in judged}

heard(set, scope, name, event) := facts.of(set, ["configuration_set_name"], is, sprintf("%s events do not go to the topic %s", [event, topic])) if {
	topic := replace(data.architecture.names.email_feedback_topic, "{env}", scope)
	is := logic.any_of(array.concat(["unknown" | not inventory.complete(scope, destination)], [state |
		some one in inventory.managed(destination)
		state := logic.all_of([
			value.equals(one, ["configuration_set_name"], name),
			value.equals(one, ["event_destination", 0, "enabled"], true),
			holds(one, ["event_destination", 0, "matching_event_types"], event),
			topics.is_of(one, ["event_destination", 0, "sns_destination", 0, "topic_arn"], topic),
		])
	]))
}

suppressed(setting, event) := facts.of(setting, ["suppressed_reasons"], is, sprintf("the account's suppression list leaves %s out", [event])) if {
	is := holds(setting, ["suppressed_reasons"], event)
}

# A list has the entry.
holds(at, path, entry) := "unknown" if value.unknown(at, path)
else := logic.any_of([value.equals(at, value.step(path, number), entry) | some number, _ in value.known(at, path)]) if value.present(at, path)
else := "no"

deny contains found if {
	some row in judged
	some found in facts.broken(row.of, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.of, row.rows)
}

deny contains found if {
	some scope, name in sets
	some found in expected.missing(scope, set_type, ["configuration_set_name"], {name}, "the configuration set")
}

undetermined contains found if {
	some scope, name in sets
	some found in expected.possibly_missing(scope, set_type, ["configuration_set_name"], {name}, "the configuration set")
}

# The setting has no name and no tag, so in an account it is of no scope: none may be there at all.
deny contains finding.missing("account-suppression-list", "account", "the account suppresses nobody") if {
	count(inventory.managed(suppression)) == 0
	inventory.complete("account", suppression)
}

undetermined contains finding.missing("account-suppression-list", "account", message) if {
	count(inventory.managed(suppression)) == 0
	reason := inventory.incomplete(suppression).account
	message := sprintf("whether the account suppresses anybody is not known: %s", [reason])
}

undetermined contains finding.of(one, one, ["configuration_set_name"], message) if {
	some one in inventory.managed(set_type)
	value.unknown(one, ["configuration_set_name"])
	not value.unset(one, ["configuration_set_name"])
	message := sprintf("whether this is an environment's configuration set is not known: %s", [value.reason(one, ["configuration_set_name"])])
}
