# The platform's roles, and what is their own.
package lib.roles

import data.lib.iam
import data.lib.identity
import data.lib.inventory
import data.lib.value

# What each is for, by its name.
named := {name: own |
	some use, own in data.architecture.role_statements
	some scope, _ in data.architecture.scopes
	name := replace(data.architecture.names.roles[use], "{env}", scope)
}

judged := [{"role": role, "name": name, "own": named[name]} |
	some role in inventory.managed("aws_iam_role")
	name := value.known(role, ["name"])
	named[name]
]

# Those that may be one of them.
nameless := [role |
	some role in inventory.managed("aws_iam_role")
	value.unknown(role, ["name"])
	not called_otherwise(role)
]

called_otherwise(role) if {
	prefix := value.known(role, ["name_prefix"])
	count({name | some name, _ in named; startswith(name, prefix)}) == 0
}

# The role is one of those that hold something.
member(name, holders) := "yes" if {
	name in holders.known
} else := "unknown" if {
	not holders.all
} else := "no"

# Somebody else than the service is among the principals.
others(statement, service) := "yes" if {
	count(iam.principals(statement).known - {{"kind": "Service", "name": service}}) > 0
} else := "unknown" if {
	not iam.principals(statement).all
} else := iam.trusts_all(statement)

# The statement names an action that is none of the role's own, or all but some.
beyond(statement, own) := "yes" if {
	some pattern in iam.texts(statement.at, iam.field(statement, "Action")).known
	not is_own(lower(pattern), own)
} else := "yes" if {
	value.present(statement.at, iam.field(statement, "NotAction"))
} else := "unknown" if {
	not iam.texts(statement.at, iam.field(statement, "Action")).all
} else := "unknown" if {
	value.unknown(statement.at, iam.field(statement, "NotAction"))
} else := "no"

is_own(pattern, own) if {
	some action in own.actions
	iam.covers(lower(action), pattern)
	every never in object.get(own, "never", []) {
		iam.overlap(pattern, lower(never)) == "no"
	}
}

# What is attached is not the role's own. A policy that is here is judged by its statements.
not_own(held, own) := "unknown" if {
	value.unknown(held.at, held.path)
} else := "no" if {
	value.known(held.at, held.path) in identity.here
} else := "unknown" if {
	identity.managed(value.known(held.at, held.path)) == ""
} else := "no" if {
	identity.managed(value.known(held.at, held.path)) in object.get(own, "managed", [])
} else := "yes"
