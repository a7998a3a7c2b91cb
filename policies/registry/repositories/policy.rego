# METADATA
# title: The registry's repositories keep what was tried
# description: >-
#   The platform's six repositories exist; in every repository a tag cannot be given to another image, and images are scanned when they are
#   pushed.
# custom:
#   id: registry/repositories
#   severity: medium
#   on: [plan, account]
#   scopes: [account, unassigned]
#   subjects: [aws_ecr_repository]
#   reads:
#     aws_ecr_repository: [name, image_tag_mutability, "image_scanning_configuration[].scan_on_push"]
#     aws_ecr_registry_scanning_configuration: []
#   decides:
#     aws_ecr_repository.name: another repository has to be like the platform's
#   unset:
#     aws_ecr_repository.image_scanning_configuration[].scan_on_push: absent
#   sections: ["Container registry: ECR"]
#   controls:
#     ISO 27001 A.8.8: known weaknesses of an image are found when it is pushed
#     SOC 2 CC7.1: images are looked through for weaknesses
#     SOC 2 CC8.1: what was tried under a tag is what runs under it
#   remediation: >-
#     Set `image_tag_mutability = "IMMUTABLE"` and `image_scanning_configuration { scan_on_push = true }`, or declare the repository of the
#     name in the message.
package policies.registry.repositories

import data.lib.account_wide
import data.lib.facts
import data.lib.inventory
import data.lib.value

names := {name | some name in data.architecture.registry.repositories}

repositories := inventory.managed("aws_ecr_repository")

rows(repository) := [
	facts.equals(repository, ["image_tag_mutability"], "IMMUTABLE", "a tag can be given to another image"),
	facts.of(repository, ["image_scanning_configuration"], scanned(repository), "images are not scanned when they are pushed"),
]

# A setting of the registry as a whole takes the place of its repositories'.
scanned(repository) := "unknown" if {
	count(registry) > 0
} else := "no" if {
	value.unset(repository, ["image_scanning_configuration", 0, "scan_on_push"])
} else := value.equals(repository, ["image_scanning_configuration", 0, "scan_on_push"], true)

registry := array.concat(
	inventory.managed("aws_ecr_registry_scanning_configuration"),
	[reason | some reason in inventory.incomplete("aws_ecr_registry_scanning_configuration")],
)

deny contains broken if {
	some repository in repositories
	some broken in facts.broken(repository, rows(repository))
}

undetermined contains open if {
	some repository in repositories
	some open in facts.open(repository, rows(repository))
}

deny contains missing if {
	some missing in account_wide.missing("aws_ecr_repository", ["name"], names, "the repository")
}

undetermined contains missing if {
	some missing in account_wide.possibly_missing("aws_ecr_repository", ["name"], names, "the repository")
}
