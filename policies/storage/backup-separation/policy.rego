# METADATA
# title: Backups have a key and a role of their own
# description: >-
#   Every bucket that holds backups encrypts under the key for backups, and nothing else does; the role that writes backups exists, and no other
#   task than the dump has it. Who reads a backup cannot thereby read the database's secrets, nor the reverse.
# custom:
#   id: storage/backup-separation
#   severity: high
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_s3_bucket, aws_iam_role]
#   reads:
#     aws_s3_bucket: [bucket, bucket_prefix, server_side_encryption_configuration]
#     aws_s3_bucket_server_side_encryption_configuration: [bucket, "rule[].apply_server_side_encryption_by_default[].kms_master_key_id"]
#     aws_kms_alias: [name, target_key_id, target_key_arn]
#     aws_kms_key: [key_id]
#     aws_db_instance: [kms_key_id]
#     aws_rds_cluster: [kms_key_id]
#     aws_secretsmanager_secret: [kms_key_id]
#     aws_iam_role: [name]
#     aws_ecs_task_definition: [family, task_role_arn]
#   unset:
#     aws_s3_bucket.server_side_encryption_configuration: absent
#   decides:
#     aws_s3_bucket.bucket: a prefix can say by itself that the bucket holds backups
#     aws_s3_bucket.bucket_prefix: a name says it without the prefix
#     aws_s3_bucket_server_side_encryption_configuration.rule[].apply_server_side_encryption_by_default[].kms_master_key_id: a key that is not known may be followed to its alias
#   sections: [Backups and DR]
#   controls:
#     GDPR 32(1)(b): who gets one key or role has either the backups or the database's secrets, and not both
#     ISO 27001 A.5.3: writing backups and running the service are duties apart
#   remediation: >-
#     Give the bucket's `aws_s3_bucket_server_side_encryption_configuration` the `kms_master_key_id` of the backup key, everything else in the message
#     another key, and every task but the dump another `task_role_arn`.
package policies.storage.backup_separation

import data.lib.backup_buckets
import data.lib.bucket_encryption
import data.lib.buckets
import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.keys
import data.lib.logic
import data.lib.value

# The buckets that hold backups, and the roles that write them.
judged := array.concat(
	[{"of": bucket, "rows": array.concat(array.concat(encrypted(bucket, alias), unencrypted(bucket, alias)), shared(scope, alias))} |
		some scope, _ in roles
		some bucket in backup_buckets.known(scope)
		alias := replace(data.architecture.names.keys[use(bucket)], "{env}", scope)
	],
	[{"of": role, "rows": worn(scope, name)} | some scope, name in roles; some role in expected.called(scope, "aws_iam_role", ["name"], name)],
)

subjects := {row.of.address | some row in judged}

roles := {scope: replace(data.architecture.names.roles.backup, "{env}", scope) |
	some scope, stated in data.architecture.scopes
	stated.backup_lock
}

# A copy in another region lies under a key of that region.
use(bucket) := "backup_replica" if value.known(bucket, ["bucket"]) in buckets.names.backup_replica
else := "backup"

encrypted(bucket, alias) := bucket_encryption.under(bucket, alias)

unencrypted(bucket, alias) := [facts.of(bucket, ["server_side_encryption_configuration"], "no", sprintf("objects are not encrypted under the key %s", [alias])) |
	buckets.unwritten(bucket, bucket_encryption.configuration, "server_side_encryption_configuration")
]

# What else of the scope has a key: none may be this one.
shared(scope, alias) := [facts.of(user.at, user.path, is, sprintf("%s lies under the backups' key %s", [user.at.address, alias])) |
	some user in users
	user.at.scope == scope
	is := opposite[keys.is_of(user.at, user.path, alias)]
	is != "yes"
]

opposite := {"yes": "no", "no": "yes", "unknown": "unknown"}

users := array.concat(
	[{"at": at, "path": ["kms_key_id"]} | some type in ["aws_db_instance", "aws_rds_cluster", "aws_secretsmanager_secret"]; some at in inventory.managed(type)],
	[{"at": place.at, "path": value.step(place.path, "kms_master_key_id")} |
		some bucket in inventory.managed("aws_s3_bucket")
		not bucket.address in with_backups
		some place in bucket_encryption.places(bucket)
	],
)

with_backups := {bucket.address | some scope, _ in roles; some bucket in array.concat(backup_buckets.known(scope), backup_buckets.possible(scope))}

# The tasks of the scope that have the role: the dump alone may.
worn(scope, name) := [facts.of(task, ["task_role_arn"], is, sprintf("the task %s has the backup role", [task.address])) |
	some task in expected.of(scope, "aws_ecs_task_definition")
	is := logic.any_of([value.equals(task, ["family"], family(scope)), opposite[has(task, ["task_role_arn"], name)]])
	is != "yes"
]

family(scope) := replace(replace(data.architecture.names.task_family, "{env}", scope), "{service}", data.architecture.compute.daily_dump.command[0])

has(task, path, name) := "no" if value.left_out(task, path)
else := "unknown" if value.unknown(task, path)
else := {true: "yes", false: "no"}[endswith(value.known(task, path), sprintf(":role/%s", [name]))]

deny contains found if {
	some row in judged
	some found in facts.broken(row.of, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.of, row.rows)
}

# Another user of the key, or of the role, may be in a list that is short.
undetermined contains finding.of(row.of, row.of, [], sprintf("what else uses it is not known: the list of %s is short", [type])) if {
	some row in judged
	some type in ["aws_db_instance", "aws_ecs_task_definition", "aws_rds_cluster", "aws_s3_bucket", "aws_secretsmanager_secret"]
	not inventory.complete(row.of.scope, type)
}

undetermined contains finding.of(bucket, bucket, ["bucket"], message) if {
	some scope, _ in roles
	some bucket in backup_buckets.possible(scope)
	message := sprintf("whether the bucket holds backups is not known: its name is %s", [value.reason(bucket, ["bucket"])])
}

undetermined contains finding.of(role, role, ["name"], message) if {
	some role in inventory.managed("aws_iam_role")
	value.unknown(role, ["name"])
	not value.unset(role, ["name"])
	message := sprintf("whether this is the backup role is not known: %s", [value.reason(role, ["name"])])
}

deny contains found if {
	some scope, name in roles
	some found in expected.missing(scope, "aws_iam_role", ["name"], {name}, "the role")
}

undetermined contains found if {
	some scope, name in roles
	some found in expected.possibly_missing(scope, "aws_iam_role", ["name"], {name}, "the role")
}
