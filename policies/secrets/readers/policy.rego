# METADATA
# title: Only the environment's readers read its secrets
# description: >-
#   Only an environment's task, execution and operations roles read its secrets: either the secret's own policy denies it to everybody else, or
#   neither that policy nor one of an identity allows it to somebody else.
# custom:
#   id: secrets/readers
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_secretsmanager_secret]
#   reads:
#     aws_secretsmanager_secret: [arn, name, policy]
#     aws_secretsmanager_secret_policy: [secret_arn, policy]
#     aws_iam_role: [name, "inline_policy[].policy", "managed_policy_arns[]"]
#     aws_iam_role_policy: [role, policy]
#     aws_iam_user_policy: [policy]
#     aws_iam_group_policy: [policy]
#     aws_iam_policy: [arn, policy]
#     aws_iam_role_policy_attachment: [role, policy_arn]
#     aws_iam_user_policy_attachment: [policy_arn]
#     aws_iam_group_policy_attachment: [policy_arn]
#     aws_iam_policy_attachment: [policy_arn]
#   decides:
#     aws_secretsmanager_secret.arn: the name tells it but for its last characters
#     aws_secretsmanager_secret.name: a denial on the secret itself needs no name
#     aws_secretsmanager_secret.policy: where no identity but the readers may read, the secret needs no policy
#   sections: ["Encryption keys: KMS", "Secrets management: Secrets Manager"]
#   controls:
#     GDPR 32(1)(b): credentials of patients' data are known to those alone who need them
#     HIPAA 164.312(a)(1): only the named roles read what opens the data
#     ISO 27001 A.8.3: access to secrets is restricted to the named roles
#     SOC 2 CC6.1: secrets open for named roles alone
#   remediation: >-
#     Give the secret the `policy` of `infra/modules/secrets`, which denies `secretsmanager:GetSecretValue` to everybody but those of the three
#     roles that read it, or take the action out of the statement in the message.
package policies.secrets.readers

import data.lib.finding
import data.lib.iam
import data.lib.identity
import data.lib.inventory
import data.lib.logic
import data.lib.secrets
import data.lib.value

reading := {"secretsmanager:GetSecretValue"}

judged := [secret | some secret in inventory.managed("aws_secretsmanager_secret"); secret.scope in secrets.environments]

subjects := {secret.address | some secret in judged}

# The roles that may read what lies in an environment.
readers := {scope: {replace(data.architecture.names.roles[use], "{env}", scope) | some use in ["task", "execution", "operations"]} |
	some scope in secrets.environments
}

reader_arns := {scope: {sprintf("arn:*:iam::*:role/%s", [name]) | some name in names} | some scope, names in readers}

# Secrets Manager puts six characters behind the name.
arn(secret) := value.known(secret, ["arn"]) if {
	value.present(secret, ["arn"])
} else := sprintf("arn:*:secretsmanager:*:*:secret:%s-??????", [value.known(secret, ["name"])]) if {
	value.present(secret, ["name"])
} else := "arn:*:secretsmanager:*:*:secret:*"

# The policies of a secret: its own attribute, and a resource that names it.
documents(secret) := array.concat(
	[{"at": secret, "path": ["policy"]}],
	[{"at": policy, "path": ["policy"]} | some policy in separate; value.known(policy, ["secret_arn"]) == value.known(secret, ["arn"])],
)

separate := inventory.managed("aws_secretsmanager_secret_policy")

statements(secret) := [statement | some document in documents(secret); some statement in iam.statements(document.at, document.path)]

# Everybody else is denied it, whatever allows it: by each policy that may be the one in force, since a secret has one only.
guarded(secret) := "no" if {
	count(in_force(secret)) == 0
} else := logic.all_of({guards(secret, document) | some document in in_force(secret)})

in_force(secret) := [document |
	some document in array.concat(documents(secret), [{"at": policy, "path": ["policy"]} | some policy in separate; unclear(policy, secret)])
	not value.left_out(document.at, document.path)
]

guards(secret, document) := "unknown" if {
	iam.unread(document.at, document.path)
} else := "unknown" if {
	value.unknown(document.at, ["secret_arn"])
} else := logic.any_of({state |
	some statement in iam.statements(document.at, document.path)
	state := guard(secret, statement)
})

guard(secret, statement) := logic.all_of({
	iam.effect(statement, "Deny"),
	iam.acts(statement, reading),
	iam.reaches(statement, arn(secret)),
	everybody(statement),
	iam.spares_only(statement, {operator | some operator in data.aws.condition_operators.not_arns}, "aws:PrincipalArn", reader_arns[secret.scope]),
})

everybody(statement) := "yes" if {
	"*" in {one.name | some one in iam.principals(statement).known}
} else := "unknown" if {
	not iam.principals(statement).all
} else := "no"

open := [secret | some secret in judged; guarded(secret) != "yes"]

# ---------------------------------------------------------------- where nobody is denied

# Whom a statement of the secret's policy lets read: the account as a whole leaves it to identities.
let_in(statement, scope) := {"unknown" | not iam.principals(statement).all} | {state |
	some one in iam.principals(statement).known
	state := stranger(one, scope)
} | {state | state := iam.trusts_all(statement)}

stranger(one, scope) := "no" if {
	some pattern in reader_arns[scope]
	iam.covers(pattern, one.name)
} else := "unknown" if {
	endswith(one.name, ":root")
} else := "yes"

rows := array.concat(array.concat(on_secrets, granted), by_others)

on_secrets := [{"secret": secret, "at": statement.at, "path": statement.path, "is": is, "says": "a policy on the secret"} |
	some secret in open
	some statement in statements(secret)
	is := logic.all_of({iam.effect(statement, "Allow"), iam.acts(statement, reading), logic.any_of(let_in(statement, secret.scope))})
]

granted := [{"secret": secret, "at": grant.statement.at, "path": grant.statement.path, "is": is, "says": "a policy of an identity"} |
	some secret in open
	some grant in by_scope[secret.scope].grants
	is := logic.all_of({grant.is, iam.reaches(grant.statement, arn(secret))})
]

by_others := [{"secret": secret, "at": held.at, "path": held.path, "is": held.is, "says": "a policy that is attached, or cannot be read,"} |
	some secret in open
	some held in by_scope[secret.scope].others
]

# What those hold, or may hold, who are no readers of the environment.
by_scope := {scope: {
	"grants": [one | some grant in identity.grants(reading); one := with_strangers(grant, scope); one.is != "no"],
	"others": [one | some held in array.concat(identity.attachments, identity.unread); one := with_strangers(held, scope); one.is != "no"],
} |
	some scope in {secret.scope | some secret in open}
}

with_strangers(held, scope) := object.union(held, {"is": logic.all_of({held.is, strangers(held.holders, scope)})})

# Somebody who is no reader holds it.
strangers(holders, scope) := "yes" if {
	count(holders.known - readers[scope]) > 0
} else := "unknown" if {
	not holders.all
} else := "no"

# What a guard that is not known would deny is not known either.
deny contains finding.of(row.secret, row.at, row.path, message) if {
	some row in rows
	row.is == "yes"
	guarded(row.secret) == "no"
	count(doubts(row.secret)) == 0
	message := sprintf("%s lets somebody read the secret who is none of its readers", [row.says])
}

undetermined contains finding.of(row.secret, row.at, row.path, message) if {
	some row in rows
	row.is != "no"
	message := sprintf("whether %s lets somebody read the secret who is none of its readers is not known", [row.says])
}

# Why the secret may be guarded, or open, all the same.
doubts(secret) := {"what its policy says is not known" |
	some document in documents(secret)
	not value.unset(document.at, document.path)
	iam.unread(document.at, document.path)
} | {reason | reason := inventory.incomplete("aws_secretsmanager_secret_policy")[secret.scope]} | {message |
	some policy in separate
	unclear(policy, secret)
	message := sprintf("whether %s is its policy is not known", [policy.address])
}

unclear(policy, _) if value.unknown(policy, ["secret_arn"])

unclear(policy, secret) if {
	value.present(policy, ["secret_arn"])
	value.unknown(secret, ["arn"])
}

undetermined contains finding.of(secret, secret, ["policy"], message) if {
	some secret in open
	some why in doubts(secret) | identity.short(secret.scope)
	message := sprintf("who may read the secret is not known: %s", [why])
}
