# METADATA
# title: The encryption secret lies under the application key
# description: >-
#   Each environment's encryption secret, which holds the keys of the encrypted columns, is encrypted under that environment's application key.
# custom:
#   id: secrets/key
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_secretsmanager_secret]
#   reads:
#     aws_secretsmanager_secret: [name, kms_key_id]
#     aws_kms_alias: [name, target_key_id, arn, id]
#     aws_kms_key: [key_id, arn, id, "tags.Name"]
#   decides:
#     aws_secretsmanager_secret.name: whether a secret is the encryption secret is asked by its name
#   sections: ["Encryption keys: KMS", "Secrets management: Secrets Manager"]
#   controls:
#     GDPR 32(1)(a): the keys of the encrypted columns are encrypted themselves
#     HIPAA 164.312(a)(2)(iv): who decrypts the columns needs the environment's own key
#     ISO 27001 A.8.24: keys of the data are under a key that is managed
#   remediation: Set `kms_key_id` of the secret to the application key, or to its alias.
package policies.secrets.key

import data.lib.application_key
import data.lib.expected
import data.lib.finding
import data.lib.links
import data.lib.secrets
import data.lib.value

# The encryption secrets, and those that may be one.
judged := [{"secret": secret, "scope": scope, "is": is} |
	some scope in secrets.environments
	some secret in expected.of(scope, "aws_secretsmanager_secret")
	is := value.equals(secret, ["name"], secrets.name_of[scope].encryption)
	is != "no"
]

subjects := {one.secret.address | some one in judged}

# Under the application key: by what the secret names, or by what it points to.
under(one) := "yes" if {
	value.known(one.secret, ["kms_key_id"]) in names(one.scope)
} else := "yes" if {
	targets := links.linked(one.secret, ["kms_key_id"])
	count(targets - addresses(one.scope)) == 0
} else := "no" if {
	targets := links.linked(one.secret, ["kms_key_id"])
	count(targets & known_others(one.scope)) > 0
} else := "no" if {
	value.left_out(one.secret, ["kms_key_id"])
} else := "no" if {
	value.known(one.secret, ["kms_key_id"]) in other_names(one.scope)
} else := "unknown"

aliases(scope) := [alias | some alias in application_key.aliases; alias.scope == scope]

keys(scope) := [key | some alias in aliases(scope); some key in application_key.keys(alias)]

addresses(scope) := {one.address | some one in array.concat(aliases(scope), keys(scope))}

names(scope) := {name | some key in keys(scope); some name in application_key.names(key)} | alias_names(scope)

# An alias may be named by its name, or by its ARN.
alias_names(scope) := {name |
	some alias in aliases(scope)
	some attribute in ["name", "arn"]
	name := value.known(alias, [attribute])
}

# Keys that are surely none of the environment's application keys.
others(scope) := [key |
	count(keys(scope)) > 0
	some key in application_key.all
	not key.address in addresses(scope)
]

known_others(scope) := {key.address | some key in others(scope)}

other_names(scope) := {name | some key in others(scope); some name in application_key.names(key)}

deny contains finding.of(one.secret, one.secret, ["kms_key_id"], "the encryption secret is not under the application key") if {
	some one in judged
	one.is == "yes"
	under(one) == "no"
}

undetermined contains finding.of(one.secret, one.secret, ["kms_key_id"], message) if {
	some one in judged
	"unknown" in {one.is, under(one)}
	message := "whether this is the encryption secret, and under the application key, is not known"
}
