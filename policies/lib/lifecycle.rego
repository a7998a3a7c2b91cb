# How a bucket's objects age: by a lifecycle configuration, or by rules that the bucket itself writes.
package lib.lifecycle

import data.lib.buckets
import data.lib.facts
import data.lib.logic
import data.lib.parts
import data.lib.value

configuration := "aws_s3_bucket_lifecycle_configuration"

# The two forms of a rule differ in what they call things. `limits` are the attributes that may narrow a rule to some objects.
separate := {"on": ["status", "Enabled"], "limits": ["prefix", "filter"], "noncurrent": "noncurrent_days"}

own := {"on": ["enabled", true], "limits": ["prefix", "tags"], "noncurrent": "days"}

# Every rule, whether it is switched on, and off.
rules(bucket) := [object.union(place, {"on": on, "off": opposite[on]}) |
	some place in places(bucket)
	on := value.equals(place.at, value.step(place.path, place.form.on[0]), place.form.on[1])
]

places(bucket) := array.concat(
	[{"at": at, "path": ["rule", number], "form": separate} |
		some at in parts.of(bucket, configuration)
		some number, _ in value.known(at, ["rule"])
	],
	[{"at": bucket, "path": ["lifecycle_rule", number], "form": own} | some number, _ in value.known(bucket, ["lifecycle_rule"])],
)

opposite := {"yes": "no", "no": "yes", "unknown": "unknown"}

# Facts: every object moves to each of these classes at its age, and no rule moves any otherwise.
moves(bucket, wanted) := array.concat(
	[facts.of(place.at, place.path, is, sprintf("not every object moves to %s after %d days", [step.storage_class, step.days])) |
		place := place_of(bucket)
		doubts := doubts_of(bucket)
		some number, step in wanted
		is := logic.any_of(array.concat(doubts, [logic.all_of([move.rule.on, move.general, move.same[number]]) | some move in moved]))
	],
	[facts.of(move.rule.at, move.path, is, "a rule moves objects to another class, or at another age, than it has to be") |
		some move in moved
		is := logic.any_of(array.concat(move.same, [move.rule.off]))
	],
) if {
	moved := [{"rule": rule, "general": is_general, "path": path, "same": [same(rule.at, path, step) | some step in wanted]} |
		some rule in rules(bucket)
		is_general := general(rule)
		some path in blocks(rule, "transition")
	]
}

same(at, path, step) := logic.all_of([
	value.equals(at, value.step(path, "days"), step.days),
	value.equals(at, value.step(path, "storage_class"), step.storage_class),
])

# Facts: no rule moves an object, or an old version of one.
stays(bucket) := [facts.of(rule.at, path, is, "a rule moves objects to another storage class") |
	some rule in rules(bucket)
	some block in ["transition", "noncurrent_version_transition"]
	some path in blocks(rule, block)
	is := logic.any_of([rule.off, unclear(rule.at, path)])
]

unclear(at, path) := "unknown" if value.unknown(at, path)
else := "no"

# Facts: nothing expires an object sooner than after so many days, be it some objects alone, or their old versions.
keeps(bucket, days) := array.concat(
	[facts.of(rule.at, path, is, sprintf("a rule expires objects before they are %d days old", [days])) |
		some rule in rules(bucket)
		some path in blocks(rule, "expiration")
		kept := logic.all_of([empty(rule.at, value.step(path, "date")), late(rule.at, value.step(path, "days"), days)])
		is := logic.any_of([rule.off, kept])
	],
	[facts.of(rule.at, path, is, sprintf("a rule expires old versions before they are %d days old", [days])) |
		some rule in rules(bucket)
		some path in blocks(rule, "noncurrent_version_expiration")
		is := logic.any_of([rule.off, value.at_least(rule.at, value.step(path, rule.form.noncurrent), days)])
	],
)

# Nothing, or at least so many days.
late(at, path, days) := "yes" if empty(at, path) == "yes"
else := value.at_least(at, path, days)

# Fact: every object expires at this age.
expires(bucket, days) := facts.of(place.at, place.path, is, sprintf("not every object expires after %d days", [days])) if {
	place := place_of(bucket)
	is := logic.any_of(array.concat(doubts_of(bucket), [state |
		some rule in rules(bucket)
		some path in blocks(rule, "expiration")
		state := logic.all_of([rule.on, general(rule), value.equals(rule.at, value.step(path, "days"), days)])
	]))
}

# The blocks of a rule, by their paths; all of them as one where they are not known.
blocks(rule, name) := [path] if {
	path := value.step(rule.path, name)
	value.unknown(rule.at, path)
	not value.unset(rule.at, path)
} else := [value.step(path, number) |
	path := value.step(rule.path, name)
	some number, _ in value.known(rule.at, path)
]

# Where a rule that is missing would be written.
place_of(bucket) := {"at": at, "path": ["rule"]} if {
	some at in parts.of(bucket, configuration)
	count(parts.of(bucket, configuration)) == 1
} else := {"at": bucket, "path": ["lifecycle_rule"]}

# "unknown" where there may be more rules.
doubts_of(bucket) := ["unknown"] if parts.short(bucket, configuration)
else := ["unknown" | some place in buckets.written(bucket, configuration, ["rule"], "lifecycle_rule"); value.unknown(place.at, place.path)]

# The rule is one for all objects.
general(rule) := logic.all_of([unlimited(rule.at, value.step(rule.path, limit)) | some limit in rule.form.limits])

# A prefix, tags, or a filter with some of it. What is known of it may be enough to tell.
unlimited(at, path) := state if {
	state := empty(at, path)
	state != "no"
} else := "no" if {
	filters := value.known(at, path)
	is_array(filters)
	some filter in filters
	is_object(filter)
	some _, limit in filter
	not limit in nothing
} else := "unknown" if {
	start := value.text(path)
	some key, entry in at.unknown
	startswith(key, start)
	entry.kind != "unset"
} else := "yes" if is_array(value.known(at, path))
else := "no"

# Not set, or set to nothing.
empty(at, path) := "yes" if value.left_out(at, path)
else := "unknown" if value.unknown(at, path)
else := "yes" if value.known(at, path) in nothing
else := "no"

nothing := {null, "", 0, [], {}}
