# METADATA
# title: Images that nobody needs are deleted
# description: >-
#   In every repository, untagged images are deleted after seven days, tagged ones beyond the last twenty are, and no rule deletes a tagged
#   image sooner.
# custom:
#   id: registry/lifecycle
#   severity: medium
#   on: [plan, account]
#   scopes: [account, unassigned]
#   subjects: [aws_ecr_repository]
#   reads:
#     aws_ecr_repository: [name]
#     aws_ecr_lifecycle_policy: [repository, policy]
#   sections: ["Container registry: ECR"]
#   controls:
#     ISO 27001 A.8.10: images that nobody needs are deleted
#   remediation: >-
#     Give the repository an `aws_ecr_lifecycle_policy` with the two rules of `infra/account/registry.tf` and no other.
package policies.registry.lifecycle

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

required := data.architecture.registry

repositories := inventory.managed("aws_ecr_repository")

# A repository has one policy at the most; it is found by the repository's name.
policies := {name: policy |
	some policy in inventory.managed("aws_ecr_lifecycle_policy")
	name := value.known(policy, ["repository"])
}

# Why a policy may be there all the same.
doubts := {reason | some reason in inventory.incomplete("aws_ecr_lifecycle_policy")} | {message |
	some policy in inventory.managed("aws_ecr_lifecycle_policy")
	value.unknown(policy, ["repository"])
	message := sprintf("the repository of %s is not known", [policy.address])
}

policy_of(repository) := policies[value.known(repository, ["name"])]

rows(policy) := [
	facts.of(policy, ["policy"], some_rule(policy, "untagged"), sprintf("untagged images are not deleted after %d days", [required.untagged_days])),
	facts.of(policy, ["policy"], some_rule(policy, "tagged"), sprintf("tagged images beyond the last %d are not deleted", [required.tagged_kept])),
	facts.of(policy, ["policy"], kept(policy), sprintf("one of the last %d tagged images is deleted", [required.tagged_kept])),
]

# One of the rules is as it has to be for images of this status.
some_rule(policy, status) := logic.any_of({logic.all_of(expires(policy, rule, status)) | some rule in rules(policy)} | open(policy))

# No rule but those of untagged images deletes one of the last tagged.
kept(policy) := logic.all_of({state |
	some rule in rules(policy)
	state := logic.any_of({
		is(policy, rule, "tagStatus", "untagged"),
		logic.all_of({
			is(policy, rule, "countType", "imageCountMoreThan"),
			value.at_least(policy, setting(rule, "countNumber"), required.tagged_kept),
		}),
	})
} | open(policy))

expires(policy, rule, "untagged") := {
	is(policy, rule, "tagStatus", "untagged"),
	is(policy, rule, "countType", "sinceImagePushed"),
	is(policy, rule, "countNumber", required.untagged_days),
}

expires(policy, rule, "tagged") := {
	is(policy, rule, "tagStatus", "tagged"),
	every_tag(policy, setting(rule, "tagPatternList")),
	is(policy, rule, "countType", "imageCountMoreThan"),
	is(policy, rule, "countNumber", required.tagged_kept),
}

# Several patterns have to match all at once.
every_tag(policy, path) := "no" if {
	not value.unknown(policy, path)
	count(object.get(policy.values, path, [])) != 1
} else := value.equals(policy, value.step(path, 0), "*")

is(policy, rule, name, wanted) := value.equals(policy, setting(rule, name), wanted)

setting(rule, name) := value.step(value.step(rule, "selection"), name)

rules(policy) := [["policy", "rules", at] | some at, _ in value.known(policy, ["policy", "rules"])]

open(policy) := {"unknown" | value.unknown(policy, ["policy", "rules"])}

deny contains broken if {
	some repository in repositories
	policy := policy_of(repository)
	some broken in facts.broken(repository, rows(policy))
}

undetermined contains found if {
	some repository in repositories
	policy := policy_of(repository)
	some found in facts.open(repository, rows(policy))
}

deny contains finding.of(repository, repository, ["name"], "the repository has no lifecycle policy: images stay for ever") if {
	some repository in repositories
	value.present(repository, ["name"])
	not policy_of(repository)
	count(doubts) == 0
}

undetermined contains finding.of(repository, repository, ["name"], message) if {
	some repository in repositories
	not policy_of(repository)
	count(doubts) > 0
	message := sprintf("whether the repository has a lifecycle policy is not known: %s", [concat("; ", sort(doubts))])
}
