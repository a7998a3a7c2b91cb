# METADATA
# title: Log groups keep what the table says
# description: Each log group of the architecture's table exists, those of a service that is switched off excepted, and keeps its logs as long as it says there.
# custom:
#   id: logs/retention-table
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_cloudwatch_log_group]
#   reads:
#     aws_cloudwatch_log_group: [name, retention_in_days]
#   unset:
#     aws_cloudwatch_log_group.retention_in_days: absent
#   sections: ["Observability: logs"]
#   controls:
#     GDPR 5(1)(e): each log is kept for as long as its purpose needs
#     ISO 27001 A.8.15: each log is there, and is kept for as long as agreed
#   remediation: Declare an `aws_cloudwatch_log_group` of the name in the message, with the `retention_in_days` that the table has for it.
package policies.logs.retention_table

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.value

type := "aws_cloudwatch_log_group"

table := [{"scope": scope, "name": log.group, "days": log.retention_days, "needed": needed(stated, log)} |
	some scope, stated in data.architecture.scopes
	some _, logs in stated.logs
	some _, log in logs
]

# The log of a service that is there with telemetry alone.
needed(stated, log) := there if {
	log.telemetry
	there := data.architecture.profiles[stated.profile].telemetry
} else := true

days := {row.name: row.days | some row in table}

judged := [{"group": group, "row": facts.equals(group, ["retention_in_days"], wanted, sprintf("logs are not kept for %d days", [wanted]))} |
	some group in inventory.managed(type)
	wanted := days[value.known(group, ["name"])]
]

subjects := {row.group.address | some row in judged}

names[scope] contains row.name if {
	some row in table
	row.needed
	scope := row.scope
}

deny contains found if {
	some one in judged
	some found in facts.broken(one.group, [one.row])
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.group, [one.row])
}

undetermined contains finding.of(group, group, ["name"], message) if {
	some group in inventory.managed(type)
	value.unknown(group, ["name"])
	not value.unset(group, ["name"])
	message := sprintf("whether the table names the group is not known: %s", [value.reason(group, ["name"])])
}

deny contains found if {
	some scope, wanted in names
	some found in expected.missing(scope, type, ["name"], wanted, "the log group")
}

undetermined contains found if {
	some scope, wanted in names
	some found in expected.possibly_missing(scope, type, ["name"], wanted, "the log group")
}
