# METADATA
# title: No identity administers the account
# description: >-
#   No role, user or group holds a policy that allows every action, or every action but some, on every resource, AWS's own
#   AdministratorAccess among them, nor one that allows iam:PassRole for every role. A policy that can be attached counts as held.
# custom:
#   id: identity/no-admin
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_iam_role, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy, aws_iam_policy, aws_iam_role_policy_attachment,
#     aws_iam_user_policy_attachment, aws_iam_group_policy_attachment, aws_iam_policy_attachment]
#   reads:
#     aws_iam_role: ["inline_policy[].policy", "managed_policy_arns[]"]
#     aws_iam_role_policy: [policy]
#     aws_iam_user_policy: [policy]
#     aws_iam_group_policy: [policy]
#     aws_iam_policy: [arn, policy]
#     aws_iam_role_policy_attachment: [policy_arn]
#     aws_iam_user_policy_attachment: [policy_arn]
#     aws_iam_group_policy_attachment: [policy_arn]
#     aws_iam_policy_attachment: [policy_arn]
#   unset:
#     aws_iam_role.inline_policy[].policy: absent
#     aws_iam_role.managed_policy_arns[]: absent
#   decides:
#     aws_iam_policy.arn: what the policy allows is judged whatever its ARN is
#   sections: ["HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 1.16: no policy allows everything on everything
#     GDPR 32(1)(b): no single identity can read, change and delete all data
#     HIPAA 164.312(a)(1): each identity has the access that it was granted, and not all there is
#     ISO 27001 A.8.2: privileged rights are not given out as a whole
#   remediation: >-
#     In the statement, name the actions and the resources that the identity works with instead of `*` and `NotAction`; detach
#     `AdministratorAccess`.
package policies.identity.no_admin

import data.lib.finding
import data.lib.iam
import data.lib.identity
import data.lib.logic
import data.lib.value

# What each statement allows that none may.
rows := [{"at": statement.at, "path": statement.path, "is": found.is, "says": found.says} |
	some document in identity.documents
	some statement in iam.statements(document.at, document.path)
	found := too_much(statement, iam.effect(statement, "Allow"))
]

# The wider of the two that holds, or that may.
too_much(statement, allows) := {"is": all, "says": "every action, or every action but some, on every resource"} if {
	all := logic.all_of({allows, iam.everything(statement), iam.on_everything(statement)})
	all != "no"
} else := {"is": passing, "says": "iam:PassRole for every role"} if {
	passing := logic.all_of({allows, iam.acts(statement, {"iam:PassRole"}), every_role(statement)})
}

every_role(statement) := "yes" if {
	some pattern in iam.texts(statement.at, iam.field(statement, "Resource")).known
	endswith(pattern, ":role/*")
} else := iam.on_everything(statement)

deny contains finding.of(row.at, row.at, row.path, message) if {
	some row in rows
	row.is == "yes"
	message := sprintf("a statement allows %s", [row.says])
}

undetermined contains finding.of(row.at, row.at, row.path, message) if {
	some row in rows
	row.is == "unknown"
	message := sprintf("whether a statement allows %s is not known", [row.says])
}

undetermined contains finding.of(document.at, document.at, document.path, message) if {
	some document in identity.documents
	why := iam.unread(document.at, document.path)
	message := sprintf("what the policy allows is not known: %s", [why])
}

deny contains finding.of(held.at, held.at, held.path, message) if {
	some held in identity.attached
	arn := value.known(held.at, held.path)
	identity.managed(arn) in administering
	message := sprintf("%s is attached: it is the whole account", [arn])
}

# One that is here is judged by itself.
undetermined contains finding.of(held.at, held.at, held.path, message) if {
	some held in identity.attached
	arn := value.known(held.at, held.path)
	not arn in identity.here
	name := identity.managed(arn)
	not name in administering | narrow
	message := sprintf("what %s allows is not known", [arn])
}

undetermined contains finding.of(held.at, held.at, held.path, message) if {
	some held in identity.attached
	value.unknown(held.at, held.path)
	message := sprintf("which policy is attached is not known: %s", [value.reason(held.at, held.path)])
}

administering := {name | some name in data.aws.managed_policies.administering}

narrow := {name | some name in data.aws.managed_policies.narrow}
