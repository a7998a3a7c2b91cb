# METADATA
# title: Images are the platform's own, and fixed
# description: >-
#   Every container runs an image of the account's own registry, named by its digest or by the commit it was built from. A public
#   registry, another account's, `latest`, or any tag that can come to mean something else, is none.
# custom:
#   id: compute/images
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_task_definition]
#   reads:
#     aws_ecs_task_definition: ["container_definitions[].image", execution_role_arn]
#   decides:
#     aws_ecs_task_definition.execution_role_arn: it tells the account where nothing else does
#   sections: ["Container registry: ECR", Migrations and deploys]
#   controls:
#     ISO 27001 A.8.32: what runs is what was built from a commit, and cannot change under its name
#     SOC 2 CC6.8: software from elsewhere does not run
#     SOC 2 CC8.1: each release is of a known commit
#   remediation: >-
#     Push the image to a repository of the account, and name it in `container_definitions` as
#     `ACCOUNT.dkr.ecr.eu-central-1.amazonaws.com/REPOSITORY:COMMIT`, all 40 digits, or with `@sha256:` and its digest.
package policies.compute.images

import data.lib.containers
import data.lib.facts
import data.lib.finding
import data.lib.logic
import data.lib.value

rows(task) := [row |
	some container in containers.paths(task)
	image := value.step(container, "image")
	row := facts.of(task, image, fixed(task, image), "the image is not one of the account's own registry, by digest or commit")
]

fixed(task, image) := "unknown" if value.unknown(task, image)
else := logic.all_of([own(account(task), split(value.known(task, image), "/")[0]), versioned(value.known(task, image))]) if {
	value.present(task, image)
}
else := "no"

# The registry is of that account; of some account, where that is not known.
own(account, host) := "no" if not endswith(host, data.aws.registry_host.ends)
else := "unknown" if account == null
else := "yes" if startswith(host, replace(data.aws.registry_host.begins, "{account}", account))
else := "no"

# What stands behind the repository's name.
versioned(image) := "yes" if {
	steps := split(image, "/")
	last := steps[count(steps) - 1]
	name := split(split(last, "@")[0], ":")[0]
	regex.match(data.architecture.registry.image_version, trim_prefix(last, name))
} else := "no"

# The account that the task is in: its roles are of the same.
account(task) := task.account if task.account != null
else := number if {
	parts := split(value.known(task, ["execution_role_arn"]), ":")
	number := parts[4]
}
else := null

deny contains found if {
	some task in containers.readable
	some found in facts.broken(task, rows(task))
}

undetermined contains found if {
	some task in containers.readable
	some found in facts.open(task, rows(task))
}

undetermined contains finding.of(task, task, ["container_definitions"], message) if {
	some task in containers.unreadable
	message := sprintf("its containers are not known: %s", [value.reason(task, ["container_definitions"])])
}
