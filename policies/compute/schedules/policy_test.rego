package policies.compute.schedules_test

import data.policies.compute.schedules as policy

schedule(values) := {
	"address": "aws_scheduler_schedule.s",
	"mode": "managed",
	"scope": "production",
	"values": object.union({"name": "usage-quota-reset"}, values),
	"unknown": {},
}

test_without_a_clock_it_is_utc if {
	policy.zoned(schedule({}), {"at": "cron(5 0 1 * ? *)", "timezone": "UTC"}) == "yes"
	policy.zoned(schedule({}), {"at": "cron(0/5 7-17 ? * MON-FRI *)", "timezone": "Europe/Bucharest"}) == "no"
	policy.zoned(schedule({}), {"at": "rate(1 minute)", "timezone": "Europe/Bucharest"}) == "yes"
}

test_without_a_state_it_is_on if policy.on(schedule({})) == "yes"

test_without_times_it_is_never if policy.timed(schedule({}), "cron(5 0 1 * ? *)") == "no"
