package policies.database.observed_test

import data.policies.database.observed as policy

database := data.architecture.scopes.production.database

document(scope) := {"resources": {"aws_db_instance": [{
	"address": "aws_db_instance.d",
	"type": "aws_db_instance",
	"mode": "managed",
	"scope": scope,
	"values": {
		"performance_insights_enabled": true,
		"performance_insights_retention_period": database.performance_insights_retention_days,
		"monitoring_interval": 0,
	},
	"unknown": {},
	"links": {},
	"parts": {},
}]}}

test_only_where_it_was_agreed_on if {
	count(policy.deny) == 1 with input as document("production")
	count(policy.deny) == 0 with input as document("staging")
}
