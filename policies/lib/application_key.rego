# The application key of an environment: what its alias points to.
package lib.application_key

import data.lib.expected
import data.lib.inventory
import data.lib.links
import data.lib.value

name(scope) := replace(data.architecture.names.keys.application, "{env}", scope)

# The environments whose document is judged.
environments := {scope | some scope, _ in input.scopes; data.architecture.scopes[scope].domain}

# The aliases of application keys.
aliases := [alias | some scope in environments; some alias in expected.called(scope, "aws_kms_alias", ["name"], name(scope))]

# Aliases that may be one of these.
nameless := [alias |
	some scope in environments
	some alias in expected.of(scope, "aws_kms_alias")
	value.unknown(alias, ["name"])
	not called_otherwise(alias, name(scope))
]

called_otherwise(alias, wanted) if {
	prefix := value.known(alias, ["name_prefix"])
	not startswith(wanted, prefix)
}

# The keys that an alias stands for: those that it links to, or names; where neither is known yet, the one of its scope that carries its name.
keys(alias) := [key | some key in all; key.address in targets] if {
	targets := links.linked(alias, ["target_key_id"])
} else := [key | some key in all; target in names(key)] if {
	target := value.known(alias, ["target_key_id"])
} else := [key |
	some key in all
	key.scope == alias.scope
	value.known(key, ["tags", "Name"]) == value.known(alias, ["name"])
]

all := inventory.managed("aws_kms_key")

# What a key is called where something points to it.
names(key) := {name | some attribute in ["key_id", "arn", "id"]; name := value.known(key, [attribute])}
