# METADATA
# title: The architecture's alarms exist and wake somebody
# description: >-
#   Each alarm that the architecture lists exists, watches the metric that it says in the way it says, and notifies the environment's topic.
# custom:
#   id: alerts/catalogue
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_cloudwatch_metric_alarm]
#   reads:
#     aws_cloudwatch_metric_alarm:
#       - alarm_name
#       - namespace
#       - metric_name
#       - statistic
#       - extended_statistic
#       - period
#       - evaluation_periods
#       - threshold
#       - comparison_operator
#       - actions_enabled
#       - "alarm_actions[]"
#     aws_sns_topic: [name]
#   unset:
#     aws_cloudwatch_metric_alarm.actions_enabled: absent
#   decides:
#     aws_cloudwatch_metric_alarm.alarm_actions[]: one that notifies the topic is enough
#     aws_cloudwatch_metric_alarm.statistic: an alarm has it or the other one
#     aws_cloudwatch_metric_alarm.extended_statistic: an alarm has it or the other one
#   sections: ["Observability: alarms and dashboard"]
#   controls:
#     HIPAA 164.308(a)(6)(ii): an incident that wakes nobody is not answered
#     ISO 27001 A.8.16: the agreed measures are watched, each with its threshold
#   remediation: >-
#     Declare an `aws_cloudwatch_metric_alarm` of the name in the message as the scope's `alarms` have it, with the ARN of the alert topic in
#     `alarm_actions`.
package policies.alerts.catalogue

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.topics
import data.lib.value

type := "aws_cloudwatch_metric_alarm"

# Every alarm of the catalogue, by its name: of target groups one for each service that has one.
catalogue := {replace(replace(data.architecture.names.alarm, "{env}", scope), "{alarm}", one.name): object.union(one, {"scope": scope, "of": alarm}) |
	some scope, stated in data.architecture.scopes
	some name, alarm in stated.alarms
	some one in each(stated, name, alarm.of)
}

each(stated, name, "target_groups") := [{"name": sprintf("%s-%s", [name, service]), "needed": needed(stated, service)} |
	some service, _ in data.architecture.routing.hosts
]

each(_, name, of) := [{"name": name, "needed": true}] if of != "target_groups"

# A service that is there with telemetry alone.
needed(stated, service) := there if {
	stated.services[service].telemetry
	there := data.architecture.profiles[stated.profile].telemetry
} else := true

# What each of them has to say, attribute by attribute.
attributes := {name: object.union(threshold, {
	"namespace": data.architecture.alarm_sources[wanted.of.of],
	"metric_name": wanted.of.metric,
	statistic(wanted.of): wanted.of.statistic,
	"period": wanted.of.seconds,
	"evaluation_periods": wanted.of.times,
}) |
	some name, wanted in catalogue
	threshold := compared(wanted.of)
}

# A percentile has an attribute of its own.
statistic(wanted) := "extended_statistic" if startswith(wanted.statistic, "p")
else := "statistic"

compared(wanted) := {"threshold": wanted.above, "comparison_operator": "GreaterThanThreshold"} if wanted.above >= 0

compared(wanted) := {"threshold": wanted.below, "comparison_operator": "LessThanThreshold"} if wanted.below >= 0

judged := [{"alarm": alarm, "rows": array.concat(says(alarm, attributes[name]), wakes(alarm, topic))} |
	some alarm in inventory.managed(type)
	name := value.known(alarm, ["alarm_name"])
	topic := replace(data.architecture.names.alert_topic, "{env}", catalogue[name].scope)
]

subjects := {row.alarm.address | some row in judged}

# Most attributes are as they have to be, and are not looked at any further.
says(alarm, wanted) := [facts.equals(alarm, [attribute], is, sprintf("the alarm's %s is not %v", [attribute, is])) |
	some attribute, is in wanted
	object.get(alarm.values, attribute, null) != is
]

wakes(alarm, topic) := array.concat(
	[facts.of(alarm, ["actions_enabled"], switched_on(alarm, ["actions_enabled"]), "the alarm's actions are switched off") |
		object.get(alarm.values, "actions_enabled", null) != true
	],
	[facts.of(alarm, ["alarm_actions"], topics.among(alarm, ["alarm_actions"], topic), sprintf("the alarm does not notify %s", [topic]))],
)

switched_on(alarm, path) := "yes" if value.left_out(alarm, path)
else := value.equals(alarm, path, true)

deny contains found if {
	some one in judged
	some found in facts.broken(one.alarm, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.alarm, one.rows)
}

undetermined contains finding.of(alarm, alarm, ["alarm_name"], message) if {
	some alarm in inventory.managed(type)
	alarm.unknown.alarm_name
	message := sprintf("whether the catalogue has the alarm is not known: %s", [value.reason(alarm, ["alarm_name"])])
}

# Those that no alarm is seen to be.
unseen := {scope: names |
	some scope, _ in data.architecture.scopes
	names := {name | some name, wanted in catalogue; wanted.scope == scope; wanted.needed} - seen
	count(names) > 0
}

seen := {alarm.values.alarm_name | some alarm in inventory.managed(type)}

deny contains found if {
	some scope, wanted in unseen
	some found in expected.missing(scope, type, ["alarm_name"], wanted, "the alarm")
}

undetermined contains found if {
	some scope, wanted in unseen
	some found in expected.possibly_missing(scope, type, ["alarm_name"], wanted, "the alarm")
}
