# METADATA
# title: Volumes and snapshots are encrypted
# description: >-
#   EBS volumes and snapshots are encrypted, also the volumes that an instance or a launch template makes, and the account encrypts new ones by
#   default.
# custom:
#   id: storage/volumes-encrypted
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     - aws_ami_copy
#     - aws_ebs_encryption_by_default
#     - aws_ebs_snapshot
#     - aws_ebs_snapshot_copy
#     - aws_ebs_snapshot_import
#     - aws_ebs_volume
#     - aws_instance
#     - aws_launch_configuration
#     - aws_launch_template
#     - aws_spot_instance_request
#   reads:
#     "*": [region]
#     aws_ami_copy: [encrypted]
#     aws_ebs_encryption_by_default: [enabled]
#     aws_ebs_snapshot: [encrypted]
#     aws_ebs_snapshot_copy: [encrypted]
#     aws_ebs_snapshot_import: [encrypted]
#     aws_ebs_volume: [encrypted]
#     aws_instance: ["root_block_device[].encrypted", "ebs_block_device[].encrypted"]
#     aws_launch_configuration: ["root_block_device[].encrypted", "ebs_block_device[].encrypted"]
#     aws_launch_template: ["block_device_mappings[].ebs[].encrypted"]
#     aws_spot_instance_request: ["root_block_device[].encrypted", "ebs_block_device[].encrypted"]
#   decides:
#     "*.region": only what leaves its encryption to the account's default asks for the region
#     aws_ami_copy.encrypted: unset, the account's default decides
#     aws_ebs_snapshot_copy.encrypted: unset, the account's default decides
#     aws_ebs_snapshot_import.encrypted: unset, the account's default decides
#     aws_ebs_volume.encrypted: unset, the account's default decides
#     aws_instance.root_block_device[].encrypted: unset, the account's default decides
#     aws_instance.ebs_block_device[].encrypted: unset, the account's default decides
#     aws_launch_configuration.root_block_device[].encrypted: unset, the account's default decides
#     aws_launch_configuration.ebs_block_device[].encrypted: unset, the account's default decides
#     aws_launch_template.block_device_mappings[].ebs[].encrypted: unset, the account's default decides
#     aws_spot_instance_request.root_block_device[].encrypted: unset, the account's default decides
#     aws_spot_instance_request.ebs_block_device[].encrypted: unset, the account's default decides
#   sections: ["HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 2.2.1: EBS encrypts by default
#     GDPR 32(1)(a): what lies on volumes and in their snapshots is encrypted
#     HIPAA 164.312(a)(2)(iv): volumes are encrypted at rest
#   remediation: >-
#     Set `encrypted = true` on the volume, the snapshot's copy or the block device (an existing one has to be replaced), and declare
#     `aws_ebs_encryption_by_default` with `enabled = true`.
package policies.storage.volumes_encrypted

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.value

setting := "aws_ebs_encryption_by_default"

# Every resource that is, or makes, a volume or a snapshot, with each place that says whether it is encrypted.
places := array.concat(
	[{"at": at, "path": ["encrypted"]} | some type in data.aws.volume_encryption.of_itself; some at in inventory.managed(type)],
	array.concat(
		[{"at": at, "path": path} | some type in data.aws.volume_encryption.of_devices; some at in inventory.managed(type); some path in devices(at)],
		[{"at": at, "path": path} | some at in inventory.managed("aws_launch_template"); some path in mappings(at, ["block_device_mappings"])],
	),
)

# An instance has a root volume, whether it says so or not.
devices(at) := array.concat(
	first(blocks(at, ["root_block_device"]), ["root_block_device"]),
	[path | some path in blocks(at, ["ebs_block_device"]); not value.left_out(at, path)],
)

first(paths, _) := paths if count(paths) > 0

first(paths, other) := [other] if count(paths) == 0

# A template that maps no volume makes those of its image. What is mapped besides volumes is not stored.
mappings(at, path) := first(
	[value.step(value.step(value.step(one, "ebs"), 0), "encrypted") |
		some one in entries(at, path)
		not nothing(at, value.step(one, "ebs"))
	],
	path,
)

nothing(at, path) if value.known(at, path) == []

blocks(at, path) := [value.step(one, "encrypted") | some one in entries(at, path)]

# The entries of a list; one for all where they are not known.
entries(at, path) := [value.step(path, 0)] if value.unknown(at, path)
else := [value.step(path, number) | some number, _ in value.known(at, path)]

encrypted(at, path) := "yes" if value.known(at, path) in {true, "true"}
else := "no" if value.known(at, path) in {false, "false"}
else := by_default(at) if left_open(at, path)
else := "unknown"

left_open(at, path) if value.left_out(at, path)

left_open(at, path) if value.known(at, path) in {"", []}

# Without it a volume takes after its snapshot or its image, which may be encrypted or not. A snapshot takes after its volume alone.
by_default(at) := "yes" if {
	at.type != "aws_ebs_snapshot"
	at.region in on
	not at.region in doubtful
}
else := "unknown"

on := {resource.region | some resource in inventory.managed(setting); value.equals(resource, ["enabled"], true) == "yes"} - {null}

doubtful := {resource.region | some resource in inventory.managed(setting); value.equals(resource, ["enabled"], true) != "yes"}

otherwise(at, path) := "the volume or snapshot takes after an image, a snapshot or a default that is not encrypted" if left_open(at, path)
else := "the volume or snapshot is not encrypted"

judged := array.concat(
	[{"of": place.at, "row": facts.of(place.at, place.path, encrypted(place.at, place.path), otherwise(place.at, place.path))} | some place in places],
	[{"of": at, "row": facts.equals(at, ["enabled"], true, "new volumes are not encrypted by default")} | some at in inventory.managed(setting)],
)

deny contains found if {
	some one in judged
	some found in facts.broken(one.of, [one.row])
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.of, [one.row])
}

deny contains finding.missing("ebs-encryption-by-default", "account", "the account does not encrypt new volumes by default") if {
	count(inventory.managed(setting)) == 0
	inventory.complete("account", setting)
}

undetermined contains finding.missing("ebs-encryption-by-default", "account", message) if {
	count(inventory.managed(setting)) == 0
	reason := inventory.incomplete(setting).account
	message := sprintf("whether the account encrypts new volumes by default is not known: %s", [reason])
}
