# What is known of a resource's attributes. A path is a list, the attribute's name first: ["rule", 0, "mode"].
package lib.value

# The entry that says why a path is not known: its own, or that of something it lies in.
unknown(resource, path) := entry if {
	entry := resource.unknown[path[0]]
} else := entries[0] if {
	count(path) > 1

	# Most often nothing of the attribute is unknown, and no text has to be made.
	contains(concat(" ", object.keys(resource.unknown)), path[0])
	pieces := _pieces(path)
	entries := [entry | some last, _ in path; entry := resource.unknown[concat("", array.slice(pieces, 0, last + 1))]]
}

# The value, where it is known and not null. Under it, something may not be.
known(resource, path) := found if {
	not unknown(resource, path)
	found := object.get(resource.values, path, null)
	found != null
}

# `known` has a value, `false` included.
present(resource, path) if known(resource, path) != null

# It is known that there is nothing, or null.
absent(resource, path) if {
	not unknown(resource, path)
	object.get(resource.values, path, null) == null
}

# The configuration does not set it: AWS or the provider decides.
unset(resource, path) if unknown(resource, path).kind == "unset"

# Nobody gives it a value: it is absent or unset.
left_out(resource, path) if absent(resource, path)

left_out(resource, path) if unset(resource, path)

# The value is this one.
equals(resource, path, wanted) := one_of(resource, path, {wanted})

# The value is in the set. Nothing is in no set.
one_of(resource, path, wanted) := "unknown" if unknown(resource, path)
else := "yes" if {
	found := object.get(resource.values, path, null)
	found != null
	found in wanted
} else := "no"

# The value is a number of at least this size.
at_least(resource, path, least) := "unknown" if unknown(resource, path)
else := "yes" if {
	found := object.get(resource.values, path, null)
	is_number(found)
	found >= least
} else := "no"

# Why nothing definite can be said of a path, for a message.
reason(resource, path) := why if {
	why := unknown(resource, path).reason
} else := "it has no value"

# A path one step longer. With this, a policy writes no partial path as a list.
step(path, key) := array.concat(path, [key])

# The path as `unknown` and `links` write it.
text(path) := path[0] if {
	count(path) == 1
	_plain(path[0])
} else := concat("", _pieces(path))

_pieces(path) := [_piece(at, key) | some at, key in path]

# One after the other, the most frequent first: each is tried only where those before it do not apply.
_piece(at, key) := key if {
	at == 0
	_plain(key)
} else := sprintf("[%d]", [key]) if {
	is_number(key)
} else := concat("", [".", key]) if {
	_plain(key)
} else := concat("", ["[\"", _escaped(key), "\"]"])

# A name, written without quotes. A regular expression would be compiled each time.
_plain(key) if {
	is_string(key)
	key != ""
	trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == ""
	trim_left(key, "0123456789-") == key
}

# As in JSON, but nothing more than has to be.
_escaped(key) := replace(replace(replace(replace(replace(key, `\`, `\\`), `"`, `\"`), "\n", `\n`), "\r", `\r`), "\t", `\t`)
