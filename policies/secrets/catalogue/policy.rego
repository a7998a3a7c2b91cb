# METADATA
# title: The platform's secrets exist
# description: >-
#   Every secret that the platform reads exists in each environment under `restartix/{env}/`; telemetry's only where telemetry is on.
# custom:
#   id: secrets/catalogue
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_secretsmanager_secret]
#   reads:
#     aws_secretsmanager_secret: [name]
#   sections: ["Secrets management: Secrets Manager"]
#   controls:
#     ISO 27001 A.8.24: keys and credentials are where they are managed
#     SOC 2 CC6.1: credentials are kept in the store that protects them
#   remediation: Declare an `aws_secretsmanager_secret` of the name in the message.
package policies.secrets.catalogue

import data.lib.expected
import data.lib.secrets
import data.lib.value

# Those that have to be, and those that may be called so.
subjects := {secret.address |
	some scope in secrets.environments
	some secret in expected.of(scope, "aws_secretsmanager_secret")
	value.one_of(secret, ["name"], secrets.names(scope)) != "no"
}

deny contains missing if {
	some scope in secrets.environments
	some missing in expected.missing(scope, "aws_secretsmanager_secret", ["name"], secrets.names(scope), "the secret")
}

undetermined contains missing if {
	some scope in secrets.environments
	some missing in expected.possibly_missing(scope, "aws_secretsmanager_secret", ["name"], secrets.names(scope), "the secret")
}
