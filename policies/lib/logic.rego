# Logic with three values: "yes", "no" and "unknown".
package lib.logic

# "no" as soon as one is; "yes" only where all are.
all_of(states) := "no" if "no" in states
else := "unknown" if "unknown" in states
else := "yes"

# "yes" as soon as one is; "no" only where all are.
any_of(states) := "yes" if "yes" in states
else := "unknown" if "unknown" in states
else := "no"

# What all of them are; not known where they differ.
same(states) := state if {
	count(states) == 1
	some state in states
} else := "unknown"

# The contrary.
opposite(state) := {"yes": "no", "no": "yes", "unknown": "unknown"}[state]
