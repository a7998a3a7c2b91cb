# What has to exist in a scope, found by what it is called.
package lib.expected

import data.lib.finding
import data.lib.inventory
import data.lib.value

# What Terraform manages of a type in a scope, or an account holds there.
of(scope, type) := [resource | some resource in inventory.managed(type); resource.scope == scope]

# Of these, what is called so. `path` is the attribute that holds the name.
called(scope, type, path, name) := [resource | some resource in of(scope, type); value.known(resource, path) == name]

# Of the wanted names, those that nothing in the scope has. A scope that is not judged lacks nothing.
absent(scope, type, path, wanted) := wanted - {name | some resource in of(scope, type); name := value.known(resource, path)} if input.scopes[scope]
else := set()

# Why there may be one all the same: the list may be short, or a name is not known.
doubts(scope, type, path) := {reason | reason := inventory.incomplete(type)[scope]} | {reason |
	some resource in of(scope, type)
	value.unknown(resource, path)
	reason := sprintf("what %s is called is not known", [resource.address])
}

# One finding for each name that is absent, and known to be. `said` is what the name stands for: "the log group".
missing(scope, type, path, wanted, said) := {finding.missing(name, scope, sprintf("%s %s does not exist", [said, name])) |
	count(doubts(scope, type, path)) == 0
	some name in absent(scope, type, path, wanted)
}

# One for each that is absent as far as is known.
possibly_missing(scope, type, path, wanted, said) := {finding.missing(name, scope, message) |
	reasons := doubts(scope, type, path)
	count(reasons) > 0
	some name in absent(scope, type, path, wanted)
	message := sprintf("whether %s %s exists is not known: %s", [said, name, concat("; ", sort(reasons))])
}

# What may be one of them or not: what it is called is not known.
nameless(type, path) := [resource | some resource in inventory.managed(type); value.unknown(resource, path)]

# One finding for each of those. `said` is what it may be: "one of the services".
unnamed(type, path, said) := {finding.of(resource, resource, path, message) |
	some resource in nameless(type, path)
	message := sprintf("whether this is %s is not known: what it is called is not", [said])
}
