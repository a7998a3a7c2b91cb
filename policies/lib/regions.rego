# In which region a resource is, and to which its data is copied.
package lib.regions

import data.lib.value

allowed := {region | some region in data.architecture.regions.allowed}

# What AWS holds in some region: the managed resources of its types, those of global services left out.
located := array.concat(
	[resource | some type in types; some resource in input.resources[type]; resource.mode == "managed"],
	[resource | some resource in divided; is_global(resource) == "no"],
)

# Those that are known to be in another region than an allowed one.
outside := [resource |
	some resource in located
	not resource.region in within
]

# Where it is not known in which region a resource is, the engine says so.
within := allowed | {null}

types := (starting(data.aws.resource_prefixes) - global) - object.keys(data.aws.global_services.where)

global := starting(data.aws.global_services.prefixes) - starting(data.aws.global_services.regional_prefixes)

starting(prefixes) := {type | some type in present; strings.any_prefix_match(type, prefixes)}

present := {type | some type, resources in input.resources; count(resources) > 0}

# Resources of types of which some are global.
divided := [resource | some type, _ in data.aws.global_services.where; some resource in input.resources[type]; resource.mode == "managed"]

# "yes", "no" or "unknown", for these.
is_global(resource) := value.equals(resource, [where.attribute], where.value) if {
	where := data.aws.global_services.where[resource.type]
}

# Every place by which a service keeps the same data in another region as well, and that region: null where it cannot be told.
copies := [{"of": resource, "attribute": place.path, "region": place.region} |
	some type, rows in data.aws.data_copies
	some resource in input.resources[type]
	resource.mode == "managed"
	some pattern, holds in rows
	says_something(resource, names_of[pattern][0])
	some place in array.concat(written(resource, pattern, holds), later(resource, pattern))
]

# Most resources set nothing there, and are not looked at any further.
says_something(resource, attribute) if not object.get(resource.values, attribute, null) in {null, "", []}

says_something(resource, attribute) if contains(concat(" ", object.keys(resource.unknown)), attribute)

# Global clusters of which the members are not known. One that is made now has none yet, and what joins it is judged by itself.
gathering := [cluster |
	some type in ["aws_docdb_global_cluster", "aws_neptune_global_cluster", "aws_rds_global_cluster"]
	some cluster in input.resources[type]
	cluster.mode == "managed"
	cluster.change != "create"
	some text, _ in cluster.unknown
	shape(text) in {"global_cluster_members", "global_cluster_members[]"}
]

# The names along each pattern of the table.
names_of := {pattern: split(trim_suffix(pattern, "[]"), "[].") | some _, rows in data.aws.data_copies; some pattern, _ in rows}

# Where the attribute has a value.
written(resource, pattern, holds) := [{"path": place.path, "region": region} |
	names := names_of[pattern]
	top := [{"path": [names[0]], "value": object.get(resource.values, names[0], null)}]
	some place in texts(inside(inside(inside(top, names, 1), names, 2), names, 3))
	not value.unknown(resource, place.path)
	region := named(holds, resource, place.path, place.value)
]

# One step further into the lists of blocks at some places.
inside(places, names, depth) := [{"path": array.concat(place.path, [at, name]), "value": object.get(block, name, null)} |
	name := names[depth]
	some place in places
	is_array(place.value)
	some at, block in place.value
	is_object(block)
] if depth < count(names)
else := places

# The places that hold a text, and those in a list of texts.
texts(places) := array.concat(
	[place | some place in places; is_string(place.value)],
	[{"path": value.step(place.path, at), "value": text} |
		some place in places
		is_array(place.value)
		some at, text in place.value
		is_string(text)
	],
)

# Where it is set and not known: it may point to something.
later(resource, pattern) := [{"path": steps(text), "region": pointed(resource, text)} |
	some text, entry in resource.unknown
	startswith(text, split(pattern, "[")[0])
	shape(text) == pattern
	entry.kind != "unset"
]

# The region that a value names. Nothing and a plain name are in no other region.
named(holds, resource, path, found) := pointed(resource, value.text(path)) if holds == "bucket"
else := region_in(found) if startswith(found, "arn:")
else := found if {
	holds == "region"
	found != ""
}

region_in(arn) := region if {
	region := split(arn, ":")[3]
	region != ""
} else := null

# The region of what a path points to, where all of that is in one.
pointed(resource, text) := region if {
	links := resource.links[text]
	every link in links {
		link.certainty != "ambiguous"
	}
	regions := {object.get(region_of, link.to, null) | some link in links}
	count(regions) == 1
	some region in regions
} else := null

region_of := {resource.address: resource.region | some _, list in input.resources; some resource in list}

# A path as the table writes it: `[]` for every position.
shape(text) := regex.replace(text, `\[[0-9]+\]`, "[]")

# The path of a text, as a list.
steps(text) := [step | some piece in regex.find_n(`[^.\[\]]+`, text, -1); step := step_of(piece)]

step_of(piece) := to_number(piece) if regex.match(`^[0-9]+$`, piece)
else := piece
