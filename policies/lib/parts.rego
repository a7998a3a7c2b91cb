# The satellites and components that a resource carries.
package lib.parts

# The parts of a type.
of(resource, type) := object.get(resource.parts, type, [])

# The only part among these types.
only(resource, types) := found[0] if {
	found := [part | some type in types; some part in of(resource, type)]
	count(found) == 1
}

# The entry that says why the list of a type may be short.
short(resource, type) := resource.unknown[concat(".", ["parts", type])]
