# METADATA
# title: Each environment has its dashboard
# description: The dashboard of the environment exists.
# custom:
#   id: alerts/dashboard
#   severity: low
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_cloudwatch_dashboard]
#   reads:
#     aws_cloudwatch_dashboard: [dashboard_name]
#   sections: ["Observability: alarms and dashboard"]
#   controls: {}
#   remediation: Declare an `aws_cloudwatch_dashboard` of the name in the message.
package policies.alerts.dashboard

import data.lib.expected
import data.lib.finding
import data.lib.inventory
import data.lib.value

type := "aws_cloudwatch_dashboard"

wanted := {scope: replace(data.architecture.names.dashboard, "{env}", scope) |
	some scope, stated in data.architecture.scopes
	stated.alarms
}

subjects := {board.address | some scope, name in wanted; some board in expected.called(scope, type, ["dashboard_name"], name)}

deny contains found if {
	some scope, name in wanted
	some found in expected.missing(scope, type, ["dashboard_name"], {name}, "the dashboard")
}

undetermined contains found if {
	some scope, name in wanted
	some found in expected.possibly_missing(scope, type, ["dashboard_name"], {name}, "the dashboard")
}

undetermined contains finding.of(one, one, ["dashboard_name"], message) if {
	some one in inventory.managed(type)
	value.unknown(one, ["dashboard_name"])
	not value.unset(one, ["dashboard_name"])
	message := sprintf("whether this is the environment's dashboard is not known: %s", [value.reason(one, ["dashboard_name"])])
}
