# Policies of identities: where their documents stand, and what is attached.
package lib.identity

import data.lib.iam
import data.lib.inventory
import data.lib.logic
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
managed(arn) := name if {
	contains(arn, "::aws:policy/")
	name := split(arn, ":aws:policy/")[1]
} else := ""

# The policies that are in the document, with what they allow.
here := {value.known(policy, ["arn"]) | some policy in inventory.managed("aws_iam_policy")}

# ---------------------------------------------------------------- who holds them

# Who holds what a document says, by name, where it is a role; a user or a group by the address of what gives it. `all`: nobody else does.
holders(document) := {"known": {name}, "all": true} if {
	name := value.known(document.at, [{"aws_iam_role": "name", "aws_iam_role_policy": "role"}[document.at.type]])
} else := {"known": {document.at.address}, "all": true} if {
	document.at.type in {"aws_iam_user_policy", "aws_iam_group_policy"}
} else := {"known": named, "all": all} if {
	arn := value.known(document.at, ["arn"])
	places := [held | some held in attached; value.known(held.at, held.path) == arn]
	named := {name | some held in places; some name in takers(held.at).known}
	all := ({false | count(unclear) > 0} | {state | some held in places; state := takers(held.at).all}) - {true} == set()
} else := {"known": set(), "all": false}

# Attachments of a policy that is not known.
unclear := [held | some held in attached; value.unknown(held.at, held.path)]

# Who is given what is attached.
takers(at) := {"known": {name}, "all": true} if {
	name := value.known(at, [{"aws_iam_role": "name", "aws_iam_role_policy_attachment": "role"}[at.type]])
} else := {"known": {at.address}, "all": true} if {
	at.type in {"aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_policy_attachment"}
} else := {"known": set(), "all": false}

# ---------------------------------------------------------------- what they are given

# Each statement of an identity that may allow one of these actions, with who holds it.
grants(actions) := [{"statement": statement, "is": is, "holders": holders(document)} |
	some document in documents
	some statement in iam.statements(document.at, document.path)
	is := logic.all_of({iam.effect(statement, "Allow"), iam.acts(statement, actions)})
	is != "no"
]

# Each document that cannot be read, and each role of which it is not known what it holds.
unread := array.concat(
	[{"at": document.at, "path": document.path, "is": "unknown", "holders": holders(document)} |
		some document in documents
		iam.unread(document.at, document.path)
	],
	[{"at": role, "path": [attribute], "is": "unknown", "holders": takers(role)} |
		some role in inventory.managed("aws_iam_role")
		some attribute in ["inline_policy", "managed_policy_arns"]
		value.unknown(role, [attribute])
		not value.unset(role, [attribute])
	],
)

# Each attachment of a policy whose content is not in the document and may be more than narrow.
attachments := [{"at": held.at, "path": held.path, "is": is, "holders": takers(held.at)} |
	some held in attached
	is := wide(held)
	is != "no"
]

wide(held) := "unknown" if {
	value.unknown(held.at, held.path)
} else := "no" if {
	value.known(held.at, held.path) in here
} else := "no" if {
	managed(value.known(held.at, held.path)) in {name | some name in data.aws.managed_policies.narrow}
} else := "yes" if {
	managed(value.known(held.at, held.path)) in {name | some name in data.aws.managed_policies.everything}
} else := "unknown"

# Why there may be more: a list that may be short.
short(scope) := {reason | some type in types; reason := inventory.incomplete(type)[scope]}

types := [
	"aws_iam_role",
	"aws_iam_role_policy",
	"aws_iam_user_policy",
	"aws_iam_group_policy",
	"aws_iam_policy",
	"aws_iam_role_policy_attachment",
	"aws_iam_user_policy_attachment",
	"aws_iam_group_policy_attachment",
	"aws_iam_policy_attachment",
]
