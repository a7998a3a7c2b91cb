# Which SNS topic an attribute names.
package lib.topics

import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.value

# The attribute names the topic of this name: "yes", "no" or "unknown".
is_of(at, path, name) := "no" if value.left_out(at, path)
else := by_name(value.known(at, path), name) if value.present(at, path)
else := by_link(links.linked(at, path), name) if links.linked(at, path)
else := "unknown"

by_name(arn, name) := "yes" if {
	fields := split(arn, ":")
	fields[2] == "sns"
	fields[5] == name
} else := "no"

by_link(found, name) := logic.any_of({value.equals(topic, ["name"], name) | some topic in inventory.managed("aws_sns_topic"); topic.address in found})

# One of a list does.
among(at, path, name) := "no" if value.left_out(at, path)
else := logic.any_of([is_of(at, value.step(path, number), name) | some number, _ in value.known(at, path)]) if value.present(at, path)
else := by_link(links.linked(at, path), name) if links.linked(at, path)
else := "unknown"
