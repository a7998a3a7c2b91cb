package policies.backup.daily_dump_test

import data.policies.backup.daily_dump as policy

schedule := {"values": {}, "unknown": {}}

test_without_a_zone_it_is_utc if {
	policy.zone(schedule, ["schedule_expression_timezone"], "UTC") == "yes"
	policy.zone(schedule, ["schedule_expression_timezone"], "Europe/Bucharest") == "no"
}
