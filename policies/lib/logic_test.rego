package lib.logic_test

import data.lib.logic

states := ["yes", "no", "unknown"]

# One value decides as soon as it is there; the other holds only where nothing else is.
decided(found, by, other) := by if by in found
else := "unknown" if "unknown" in found
else := other

test_all_and_any_of_every_two if {
	every a in states {
		every b in states {
			logic.all_of([a, b]) == decided([a, b], "no", "yes")
			logic.any_of([a, b]) == decided([a, b], "yes", "no")
		}
	}
}

test_of_nothing if {
	logic.all_of([]) == "yes"
	logic.any_of([]) == "no"
}

test_what_all_are if {
	logic.same({"no"}) == "no"
	logic.same({"no", "yes"}) == "unknown"
	logic.same(set()) == "unknown"
}

test_the_contrary if {
	logic.opposite("no") == "yes"
	logic.opposite("unknown") == "unknown"
}
