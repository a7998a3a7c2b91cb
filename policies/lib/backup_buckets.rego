# Which buckets hold backups. The names are data.
package lib.backup_buckets

import data.lib.inventory
import data.lib.value

# The buckets of a scope that hold backups, and those that may.
known(scope) := sorted[scope].yes

possible(scope) := sorted[scope].unknown

# Worked out once, however often it is asked for: the buckets of each scope by whether they hold backups.
sorted := {scope: {answer: buckets | some answer in ["yes", "no", "unknown"]; buckets := [row.bucket | some row in rows; row.holds == answer]} |
	some scope, _ in input.scopes
	rows := [{"bucket": bucket, "holds": holds(bucket)} | some bucket in of(scope)]
}

# Names that have to exist in a scope of the document, and that no bucket there is known to have.
unmet(scope) := names(scope) - {name | some bucket in of(scope); name := value.known(bucket, ["bucket"])} if input.scopes[scope]

# Why there may be such a bucket all the same.
doubts(scope) := {reason | reason := inventory.incomplete("aws_s3_bucket")[scope]} | {reason |
	some bucket in input.resources.aws_s3_bucket
	bucket.scope == scope
	pending(bucket, scope)
	reason := sprintf("%s may be it", [bucket.address])
}

of(scope) := [bucket | some bucket in inventory.managed("aws_s3_bucket"); bucket.scope == scope]

names(scope) := {replace(name, "{env}", scope) | some name in data.architecture.names.backup_buckets.exact}

# A bucket holds backups: "yes", "no" or "unknown".
holds(bucket) := "yes" if says_so(value.known(bucket, ["bucket"]), bucket.scope)
else := "no" if value.present(bucket, ["bucket"])
else := "yes" if says_so(value.known(bucket, ["bucket_prefix"]), bucket.scope)
else := "no" if generated(bucket)
else := "unknown"

says_so(name, scope) if name in names(scope)

says_so(name, _) if {
	some part in data.architecture.names.backup_buckets.containing
	contains(name, part)
}

# The provider makes the name up: the prefix, or a word of its own, and digits.
generated(bucket) if {
	value.unset(bucket, ["bucket"])
	value.present(bucket, ["bucket_prefix"])
}

generated(bucket) if {
	value.unset(bucket, ["bucket"])
	value.left_out(bucket, ["bucket_prefix"])
}

# The bucket may turn out to have one of the names, or has it and is only read.
pending(bucket, _) if {
	not value.present(bucket, ["bucket"])
	not generated(bucket)
}

pending(bucket, scope) if {
	bucket.mode == "data"
	value.known(bucket, ["bucket"]) in names(scope)
}
