# What belongs to the copy of the backups in the second region: its bucket, and its key with that key's aliases.
package lib.backup_replica

import data.lib.application_key
import data.lib.backup_buckets
import data.lib.buckets
import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.value

# "yes", "no" or "unknown".
holds(resource) := used(resource) if resource.type == "aws_kms_key"
else := called(resource, ["name"]) if resource.type == "aws_kms_alias"
else := named(resource) if resource.type == "aws_s3_bucket"
else := "no"

named(bucket) := "no" if backup_buckets.generated(bucket)
else := value.one_of(bucket, ["bucket"], buckets.names.backup_replica)

called(alias, path) := value.one_of(alias, path, aliases)

aliases := {replace(data.architecture.names.keys.backup_replica, "{env}", scope) | some scope, _ in data.architecture.scopes}

# One of a key's aliases has the name.
used(key) := logic.any_of(array.concat(
	[logic.all_of([called(alias, ["name"]), stands_for(alias, key)]) | some alias in inventory.managed("aws_kms_alias")],
	["unknown" | inventory.incomplete("aws_kms_alias")[key.scope]],
))

stands_for(alias, key) := "yes" if key.address in links.linked(alias, ["target_key_id"])
else := "no" if links.linked(alias, ["target_key_id"])
else := "yes" if value.known(alias, ["target_key_id"]) in application_key.names(key)
else := "no" if {
	value.present(alias, ["target_key_id"])
	count(application_key.names(key)) > 0
} else := "unknown"
