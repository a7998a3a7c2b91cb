# METADATA
# title: Only the environment's readers decrypt with the application key
# description: >-
#   With an environment's application key only its operations role decrypts, and its task and execution roles within the encryption context of
#   the encryption secret, and by no grant. The key's policy may leave it to the account's own policies; then none of these lets anybody else decrypt either.
# custom:
#   id: keys/policy
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_kms_alias]
#   reads:
#     aws_kms_alias: [name, name_prefix, target_key_id]
#     aws_kms_key: [key_id, arn, id, "tags.Name", policy]
#     aws_kms_key_policy: [key_id, policy]
#     aws_kms_grant: [key_id, operations, grantee_principal]
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
#     aws_kms_alias.name_prefix: a name says it without the prefix
#     aws_kms_alias.target_key_id: before the key exists it is found by its name
#   sections: ["Encryption keys: KMS"]
#   controls:
#     GDPR 32(1)(a): encryption protects from everybody but those who need the key
#     HIPAA 164.312(a)(2)(iv): only who may read the data can decrypt it
#     ISO 27001 A.8.24: who may use the key is named, and nobody else does
#     SOC 2 CC6.1: the key opens for named roles alone
#   remediation: >-
#     Give the key the `policy` of `infra/modules/keys`: the account's statement, and `kms:Decrypt` for the task and execution roles under
#     `StringLike` on `kms:EncryptionContext:SecretARN`. Take decryption out of the identity policy in the message.
package policies.keys.policy

import data.lib.application_key
import data.lib.finding
import data.lib.iam
import data.lib.identity
import data.lib.inventory
import data.lib.key_policy
import data.lib.logic
import data.lib.value

subjects := {alias.address | some alias in array.concat(application_key.aliases, application_key.nameless)}

judged := [{"alias": alias, "key": key, "delegated": key_policy.delegated(key), "accounts": key_policy.accounts(key)} |
	some alias in application_key.aliases
	some key in application_key.keys(alias)
]

rows := array.concat(array.concat(by_key, by_grants), array.concat(by_identities, by_others))

by_key := [{"alias": one.alias, "at": opening.statement.at, "path": opening.statement.path, "is": is, "says": "the key's policy"} |
	some one in judged
	some opening in key_policy.opening(one.key)
	is := key_policy.lets_out(opening, one.accounts, one.alias.scope)
]

by_grants := [{"alias": one.alias, "at": grant, "path": ["operations"], "is": is, "says": "a grant"} |
	some one in judged
	some grant in inventory.managed("aws_kms_grant")
	is := key_policy.granted(grant, one.key, one.alias.scope)
]

by_identities := [{"alias": one.alias, "at": grant.statement.at, "path": grant.statement.path, "is": is, "says": "a policy of an identity"} |
	some one in judged
	one.delegated != "no"
	some grant in grants
	is := logic.all_of({
		one.delegated,
		grant.is,
		key_policy.touches(grant.statement, one.key),
		key_policy.strangers(grant, one.alias.scope),
	})
]

grants := identity.grants(key_policy.decrypting)

# Whatever these hold, it asks for no context.
by_others := [{"alias": one.alias, "at": held.at, "path": held.path, "is": is, "says": "a policy that is attached, or cannot be read,"} |
	some one in judged
	one.delegated != "no"
	some held in array.concat(identity.attachments, identity.unread)
	is := logic.all_of({one.delegated, held.is, key_policy.others(held.holders, {key_policy.role("operations", one.alias.scope)})})
]

deny contains finding.of(row.alias, row.at, row.path, message) if {
	some row in rows
	row.is == "yes"
	message := sprintf("%s lets somebody decrypt who may not, or without the secret's encryption context", [row.says])
}

undetermined contains finding.of(row.alias, row.at, row.path, message) if {
	some row in rows
	row.is == "unknown"
	message := sprintf("whether %s lets somebody decrypt who may not, or without the secret's encryption context, is not known", [row.says])
}

undetermined contains finding.of(one.alias, one.key, ["policy"], message) if {
	some one in judged
	some why in doubts(one)
	message := sprintf("who may decrypt is not known: %s", [why])
}

doubts(one) := {"what the key's policy says is not known" |
	some document in key_policy.documents(one.key)
	not value.unset(document.at, ["policy"])
	iam.unread(document.at, ["policy"])
} | {"whether a policy is the key's is not known" |
	some policy in inventory.managed("aws_kms_key_policy")
	not key_policy.is_of(policy, one.key)
	key_policy.may_be_of(policy, one.key)
} | {reason |
	some type in ["aws_kms_key_policy", "aws_kms_grant"]
	reason := inventory.incomplete(type)[one.alias.scope]
} | {reason |
	one.delegated != "no"
	some reason in identity.short(one.alias.scope)
}

undetermined contains finding.of(alias, alias, ["target_key_id"], message) if {
	some alias in application_key.aliases
	application_key.keys(alias) == []
	message := "which key the alias stands for is not known, or it is not in the document"
}

undetermined contains finding.of(alias, alias, ["name"], message) if {
	some alias in application_key.nameless
	message := sprintf("whether this is the application key's alias is not known: %s", [value.reason(alias, ["name"])])
}
