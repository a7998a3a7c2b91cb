# Where the settings of a bucket are written, and which bucket is which of those that the architecture names.
package lib.buckets

import data.lib.backup_buckets
import data.lib.inventory
import data.lib.parts
import data.lib.value

# Every place in which a setting is written: satellites of the type, under `path`, or the bucket's own attribute.
written(bucket, type, path, attribute) := array.concat(
	[{"at": part, "path": path} | some part in parts.of(bucket, type)],
	[{"at": bucket, "path": [attribute]} | has_own(bucket, [attribute])],
)

# It is known that the setting is written nowhere.
unwritten(bucket, type, attribute) if {
	count(parts.of(bucket, type)) == 0
	not has_own(bucket, [attribute])
	not parts.short(bucket, type)
}

# The bucket itself has it, or may have it.
has_own(bucket, path) if {
	found := value.known(bucket, path)
	not found in {[], ""}
}

has_own(bucket, path) if {
	value.unknown(bucket, path)
	not value.unset(bucket, path)
}

# The buckets for a use, by their names. A name is judged whatever the scope: a wrong tag hides nothing.
of(use) := [bucket | some bucket in inventory.managed("aws_s3_bucket"); value.known(bucket, ["bucket"]) in names[use]]

names := {use: {replace(name, "{env}", scope) | some scope, _ in data.architecture.scopes} | some use, name in data.architecture.names.buckets}

# Those that may turn out to be one of them.
nameless := [bucket |
	some bucket in inventory.managed("aws_s3_bucket")
	not value.present(bucket, ["bucket"])
	not backup_buckets.generated(bucket)
]
