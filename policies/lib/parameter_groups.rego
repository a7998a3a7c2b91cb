# The parameter group that a database uses, and what it sets.
package lib.parameter_groups

import data.lib.inventory
import data.lib.value

# By type, the attribute that names a database's group, and the type of the group.
forms := {
	"aws_db_instance": {"attribute": "parameter_group_name", "type": "aws_db_parameter_group"},
	"aws_rds_cluster": {"attribute": "db_cluster_parameter_group_name", "type": "aws_rds_cluster_parameter_group"},
	"aws_rds_cluster_instance": {"attribute": "db_parameter_group_name", "type": "aws_db_parameter_group"},
}

# {"group": resource}, {"default": family} where AWS's own group is used, or {"unknown": reason}.
of(database) := found if {
	form := forms[database.type]
	found := resolved(database, form.type, [form.attribute])
}

resolved(database, type, path) := {"default": family} if {
	name := value.known(database, path)
	startswith(name, "default.")
	family := trim_prefix(name, "default.")
} else := {"group": group} if {
	name := value.known(database, path)
	found := [group | some group in groups[type]; group.region == database.region; value.known(group, ["name"]) == name]
	count(found) == 1
	group := found[0]
} else := {"default": family} if {
	value.left_out(database, path)
	alone(database, ["replicate_source_db"])
	family := sprintf("%s%s", [value.known(database, ["engine"]), split(value.known(database, ["engine_version"]), ".")[0]])
} else := {"unknown": sprintf("the parameter group %s is not here", [value.known(database, path)])} if value.present(database, path)
else := {"unknown": value.reason(database, path)}

# Those of which the region is known.
groups := {type: [group | some group in inventory.managed(type); group.region != null] |
	some type in {form.type | some form in forms}
}

# A replica takes over the group of its source.
alone(database, path) if value.left_out(database, path)

alone(database, path) if value.known(database, path) == ""

# The group sets a parameter to a value: "yes", "no", "unknown", or "absent" where it does not set it at all.
sets(group, path, name, wanted) := "unknown" if value.unknown(group, path)
else := "yes" if {
	some found in values(group, path, name)
	agrees(found, wanted)
} else := "unknown" if {
	some at, _ in value.known(group, path)
	pending(group, array.concat(path, [at, "name"]), array.concat(path, [at, "value"]), name)
} else := "no" if {
	count(values(group, path, name)) > 0
} else := "absent"

values(group, path, name) := [found |
	some at, _ in value.known(group, path)
	value.known(group, array.concat(path, [at, "name"])) == name
	found := value.known(group, array.concat(path, [at, "value"]))
]

pending(group, at_name, _, _) if value.unknown(group, at_name)

pending(group, at_name, at_value, name) if {
	value.known(group, at_name) == name
	value.unknown(group, at_value)
}

# The same, or a list that holds it.
agrees(found, wanted) if {
	elements := {trim_space(element) | some element in split(found, ",")}
	every element in split(wanted, ",") {
		element in elements
	}
}
