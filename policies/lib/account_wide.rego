# What there is once in the account, under a name of its own, whatever scope its tags give it.
package lib.account_wide

import data.lib.finding
import data.lib.inventory
import data.lib.value

# What is called so.
called(type, path, names) := [resource | some resource in inventory.managed(type); value.one_of(resource, path, names) == "yes"]

# What may be called so.
nameless(type, path) := [resource | some resource in inventory.managed(type); value.unknown(resource, path)]

# Of the names, those that nothing has. Where the account's own scope is not judged, nothing is absent.
absent(type, path, names) := names - {value.known(resource, path) | some resource in inventory.managed(type)} if input.scopes.account
else := set()

# Why there may be one all the same.
doubts(type, path) := {reason | reason := inventory.incomplete(type).account} | {reason |
	some resource in nameless(type, path)
	reason := sprintf("what %s is called is not known", [resource.address])
}

# One finding for each name that is absent, and known to be. `said` is what the name stands for.
missing(type, path, names, said) := {finding.missing(name, "account", sprintf("%s %s does not exist", [said, name])) |
	count(doubts(type, path)) == 0
	some name in absent(type, path, names)
}

# One for each that is absent as far as is known.
possibly_missing(type, path, names, said) := {finding.missing(name, "account", message) |
	reasons := doubts(type, path)
	count(reasons) > 0
	some name in absent(type, path, names)
	message := sprintf("whether %s %s exists is not known: %s", [said, name, concat("; ", sort(reasons))])
}
