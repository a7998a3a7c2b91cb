package lib.cadence_test

import data.lib.cadence

same(one, other) if cadence.of(one) == cadence.of(other)

test_the_same_said_in_two_ways if {
	every pair in [
		["rate(1 minute)", "cron(* * * * ? *)"],
		["rate(15 minutes)", "cron(0/15 * * * ? *)"],
		["rate(15 minutes)", "cron(3,18,33,48 * ? * * 1970-2199)"],
		["rate(1 hour)", "rate(60 minutes)"],
		["rate(1 hour)", "cron(30 * * * ? *)"],
		["cron(0 2 1 * ? *)", "cron(0 2 1 1-12 ? *)"],
		["cron(0/5 7-17 ? * MON-FRI *)", "cron(*/5 7-17 ? JAN-DEC 2-6 *)"],
		["cron(0/15 7-17 ? * mon-fri *)", "cron(0,15,30,45 7-17 ? * 2,3,4,5,6 *)"],
	] {
		same(pair[0], pair[1])
	}
}

test_what_is_not_the_same if {
	every pair in [
		["rate(1 minute)", "rate(5 minutes)"],
		["cron(0/5 7-17 ? * MON-FRI *)", "cron(0/5 7-18 ? * MON-FRI *)"],
		["cron(0/5 7-17 ? * MON-FRI *)", "cron(0/5 7-17 ? * 1-5 *)"],
		["cron(0/5 7-17 ? * MON-FRI *)", "cron(1/5 7-17 ? * MON-FRI *)"],
		["cron(0 2 1 * ? *)", "cron(0 2 L * ? *)"],
		["cron(0 2 1 * ? *)", "cron(0 2 1W * ? *)"],
		["cron(0 2 1 * ? *)", "cron(0 2 1 * ? 2030)"],
		["rate(1 day)", "rate(24 minutes)"],
	] {
		not same(pair[0], pair[1])
	}
}

test_what_has_no_such_times_is_its_text if {
	every text in ["at(2030-01-01T00:00:00)", "rate(7 minutes)", "rate(1 day)", "cron(0 2 * *)", "cron(99 * * * ? *)", "cron(1-2-3 * * * ? *)", "cron(1/0 * * * ? *)", "cron( , * * * ? *)"] {
		cadence.of(text) == text
	}
}
