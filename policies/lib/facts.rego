# What has to be so of a resource, as a table: which attribute of what, whether it holds, and what to say where it does not.
package lib.facts

import data.lib.finding
import data.lib.value

# A row of the table. `is` is "yes", "no" or "unknown".
of(at, attribute, is, otherwise) := {"at": at, "attribute": attribute, "is": is, "otherwise": otherwise}

# An attribute has this value.
equals(at, path, wanted, otherwise) := of(at, path, value.equals(at, path, wanted), otherwise)

# An attribute has one of these values.
one_of(at, path, wanted, otherwise) := of(at, path, value.one_of(at, path, wanted), otherwise)

# What does not hold of a subject.
broken(subject, rows) := {finding.of(subject, row.at, row.attribute, row.otherwise) | some row in rows; row.is == "no"}

# What is not known of it.
open(subject, rows) := {finding.of(subject, row.at, row.attribute, message) |
	some row in rows
	row.is == "unknown"
	message := sprintf("it may be that %s: %s", [row.otherwise, why(row)])
}

# Why: of the attribute, of what it lies in, or of what lies in it.
why(row) := entry.reason if {
	entry := value.unknown(row.at, row.attribute)
} else := reason if {
	start := value.text(row.attribute)
	reason := min({entry.reason | some path, entry in row.at.unknown; startswith(path, start)})
} else := "it depends on what is not known"
