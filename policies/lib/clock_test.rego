package lib.clock_test

import data.lib.clock

test_seconds_since_1970 if {
	clock.seconds("1970-01-01T00:00:00Z") == 0
	clock.seconds("2000-02-29T12:34:56Z") == 951827696
	clock.seconds("2026-01-01T00:00:00Z") == 1767225600
	clock.seconds("2100-03-01T00:00:00.999Z") == 4107542400
}

test_other_clocks if {
	clock.seconds("2026-01-01T02:00:00+02:00") == 1767225600
	clock.seconds("2025-12-31T18:30:00-05:30") == 1767225600
}

test_what_is_no_time if {
	not clock.seconds("2026-01-01")
	not clock.seconds("2026-13-01T00:00:00Z")
	not clock.seconds(null)
}
