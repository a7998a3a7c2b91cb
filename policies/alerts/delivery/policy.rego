# METADATA
# title: Alerts reach people by e-mail and in Slack
# description: The topic that alarms notify exists, and has a subscription by e-mail and a Slack channel.
# custom:
#   id: alerts/delivery
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_sns_topic]
#   reads:
#     aws_sns_topic: [name]
#     aws_sns_topic_subscription: [topic_arn, protocol, pending_confirmation]
#     aws_chatbot_slack_channel_configuration: ["sns_topic_arns[]"]
#   sections: ["Observability: alarms and dashboard"]
#   controls:
#     HIPAA 164.308(a)(6)(ii): what an alarm finds is told to those who answer it
#     ISO 27001 A.8.16: what is watched reaches people, in two ways
#   remediation: >-
#     Add an `aws_sns_topic_subscription` of the topic with `protocol = "email"`, and confirm it; add the topic's ARN to the `sns_topic_arns`
#     of an `aws_chatbot_slack_channel_configuration`.
package policies.alerts.delivery

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.topics
import data.lib.value

mail := "aws_sns_topic_subscription"

slack := "aws_chatbot_slack_channel_configuration"

wanted := {scope: replace(data.architecture.names.alert_topic, "{env}", scope) |
	some scope, stated in data.architecture.scopes
	stated.alarms
}

judged := [{"topic": topic, "rows": rows(topic, name)} |
	some scope, name in wanted
	some topic in expected.called(scope, "aws_sns_topic", ["name"], name)
]

subjects := {row.topic.address | some row in judged}

rows(topic, name) := [
	facts.of(topic, ["name"], logic.any_of(array.concat(doubts(topic, mail), [mailed(one, name) | some one in inventory.managed(mail)])), "no confirmed subscription sends alerts by e-mail"),
	facts.of(topic, ["name"], logic.any_of(array.concat(doubts(topic, slack), [topics.among(one, ["sns_topic_arns"], name) | some one in inventory.managed(slack)])), "no Slack channel is told of alerts"),
]

# "unknown" where there may be more of a type.
doubts(topic, type) := ["unknown" | not inventory.complete(topic.scope, type)]

mailed(subscription, name) := logic.all_of([
	topics.is_of(subscription, ["topic_arn"], name),
	value.one_of(subscription, ["protocol"], {"email", "email-json"}),
	confirmed(subscription, ["pending_confirmation"]),
])

# Before it exists nobody can have confirmed it.
confirmed(subscription, path) := "yes" if value.left_out(subscription, path)
else := value.one_of(subscription, path, {false, "false"})

deny contains found if {
	some row in judged
	some found in facts.broken(row.topic, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.topic, row.rows)
}

deny contains found if {
	some scope, name in wanted
	some found in expected.missing(scope, "aws_sns_topic", ["name"], {name}, "the topic")
}

undetermined contains found if {
	some scope, name in wanted
	some found in expected.possibly_missing(scope, "aws_sns_topic", ["name"], {name}, "the topic")
}

undetermined contains finding.of(one, one, ["name"], message) if {
	some one in inventory.managed("aws_sns_topic")
	value.unknown(one, ["name"])
	not value.unset(one, ["name"])
	message := sprintf("whether this is the topic of alerts is not known: %s", [value.reason(one, ["name"])])
}
