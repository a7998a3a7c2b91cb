# METADATA
# title: Each environment has an application key that rotates
# description: >-
#   Each environment has one application key, which is the customer's own, rotates every year, and is neither disabled nor scheduled for
#   deletion.
# custom:
#   id: keys/application-key
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_kms_alias]
#   reads:
#     aws_kms_alias: [name, name_prefix, target_key_id]
#     aws_kms_key: [key_id, arn, id, "tags.Name", enable_key_rotation, is_enabled]
#   decides:
#     aws_kms_alias.name_prefix: a name says it without the prefix
#     aws_kms_alias.target_key_id: before the key exists it is found by its name
#   sections: ["Encryption keys: KMS"]
#   controls:
#     CIS AWS 3.6: the customer's own keys rotate
#     GDPR 32(1)(a): the keys of the encrypted columns are under a key that renews itself
#     HIPAA 164.312(a)(2)(iv): what was encrypted can be decrypted, because the key is neither off nor on its way out
#     ISO 27001 A.8.24: the key is managed, one of its own for each environment, rotated and kept
#   remediation: >-
#     Give the environment an `aws_kms_key` with `enable_key_rotation = true`, leave `is_enabled` out, and point an `aws_kms_alias` of the
#     name in the message to it. Cancel a scheduled deletion in the account.
package policies.keys.application_key

import data.lib.application_key
import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.value

# Any alias may be the application key's whose name is not known.
subjects := {alias.address | some alias in array.concat(application_key.aliases, application_key.nameless)}

# AWS disables a key that is scheduled for deletion.
rows(key) := [
	facts.equals(key, ["enable_key_rotation"], true, "the key is not rotated"),
	facts.equals(key, ["is_enabled"], true, "the key is disabled, or scheduled for deletion"),
]

deny contains broken if {
	some alias in application_key.aliases
	some key in application_key.keys(alias)
	some broken in facts.broken(alias, rows(key))
}

undetermined contains open if {
	some alias in application_key.aliases
	some key in application_key.keys(alias)
	some open in facts.open(alias, rows(key))
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

deny contains missing if {
	some scope in application_key.environments
	some missing in expected.missing(scope, "aws_kms_alias", ["name"], {application_key.name(scope)}, "the key")
}

undetermined contains missing if {
	some scope in application_key.environments
	some missing in expected.possibly_missing(scope, "aws_kms_alias", ["name"], {application_key.name(scope)}, "the key")
}
