# Policies of identities: where their documents stand, and what is attached.
package lib.identity

import data.lib.inventory
import data.lib.value

# Every document that says what identities may do: the resource that holds it, and where.
documents := array.concat(
	[{"at": resource, "path": ["policy"]} |
		some type in ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy"]
		some resource in inventory.managed(type)
	],
	[{"at": role, "path": ["inline_policy", at, "policy"]} |
		some role in inventory.managed("aws_iam_role")
		some at, _ in value.known(role, ["inline_policy"])
	],
)

# Every place that attaches a policy by its ARN.
attached := array.concat(
	[{"at": resource, "path": ["policy_arn"]} |
		some type in [
			"aws_iam_role_policy_attachment",
			"aws_iam_user_policy_attachment",
			"aws_iam_group_policy_attachment",
			"aws_iam_policy_attachment",
		]
		some resource in inventory.managed(type)
	],
	[{"at": role, "path": ["managed_policy_arns", at]} |
		some role in inventory.managed("aws_iam_role")
		some at, _ in value.known(role, ["managed_policy_arns"])
	],
)

# What AWS calls the policy, where it is one of AWS's.
managed(arn) := split(arn, ":aws:policy/")[1] if {
	contains(arn, "::aws:policy/")
} else := ""

# The policies that are in the document, with what they allow.
here := {value.known(policy, ["arn"]) | some policy in inventory.managed("aws_iam_policy")}
