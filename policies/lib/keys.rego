# Which KMS key an attribute names, found by the key's alias.
package lib.keys

import data.lib.inventory
import data.lib.links
import data.lib.value

# The attribute names the key of that alias: "yes", "no" or "unknown".
is_of(at, path, alias) := "no" if value.left_out(at, path)
else := by_name(value.known(at, path), alias) if value.present(at, path)
else := by_link(links.linked(at, path), alias) if links.linked(at, path)
else := "unknown"

# A value, be it an alias or a key, as an id or an ARN.
by_name(named, _) := "no" if named == ""

by_name(named, alias) := same(substring(named, indexof(named, "alias/"), -1), alias) if contains(named, "alias/")

same(one, other) := "yes" if one == other
else := "no"

by_name(named, alias) := found if {
	named != ""
	not contains(named, "alias/")
	found := agree({regex.replace(named, `^.*/`, "")}, ids(alias))
}

# What it points to: the alias, or the key itself.
by_link(found, alias) := "yes" if count(found - {resource.address | some resource in named_so(alias)}) == 0
else := agree(found, targets(alias))

# Of what is known of both. Where nothing is known of the alias, it may be this key.
agree(_, wanted) := "unknown" if count(wanted) == 0

agree(found, wanted) := same(count(found - wanted), 0) if count(wanted) > 0

named_so(alias) := [resource | some resource in inventory.managed("aws_kms_alias"); value.known(resource, ["name"]) == alias]

# The key's id.
ids(alias) := {regex.replace(id, `^.*/`, "") |
	some resource in named_so(alias)
	some attribute in ["target_key_id", "target_key_arn"]
	id := value.known(resource, [attribute])
}

# The key's address.
targets(alias) := {address | some resource in named_so(alias); some address in links.linked(resource, ["target_key_id"])}
