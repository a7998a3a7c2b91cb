# METADATA
# title: The account blocks public access to buckets
# description: The account blocks all four kinds of public access, whatever a single bucket says.
# custom:
#   id: storage/account-public-access-blocked
#   severity: critical
#   on: [plan, account]
#   scopes: [account, unassigned]
#   subjects: [aws_s3_account_public_access_block]
#   reads:
#     aws_s3_account_public_access_block: [block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets]
#   sections: ["Object storage: S3"]
#   controls:
#     CIS AWS 2.1.4: public access to S3 is blocked, for the account
#     GDPR 32(1)(b): no bucket comes to be public by its own settings
#     HIPAA 164.312(a)(1): no object is open to everybody, whatever a bucket says
#   remediation: Declare an `aws_s3_account_public_access_block` with all four of its attributes `true`.
package policies.storage.account_public_access_blocked

import data.lib.facts
import data.lib.finding
import data.lib.inventory

type := "aws_s3_account_public_access_block"

settings := inventory.managed(type)

rows(setting) := [facts.equals(setting, [kind], true, sprintf("`%s` is off", [kind])) |
	some kind in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
]

deny contains found if {
	some setting in settings
	some found in facts.broken(setting, rows(setting))
}

undetermined contains found if {
	some setting in settings
	some found in facts.open(setting, rows(setting))
}

# The setting has no name and no tag, so in an account it is of no scope: none may be there at all.
deny contains finding.missing("account-public-access-block", "account", "the account blocks no public access") if {
	count(settings) == 0
	inventory.complete("account", type)
}

undetermined contains finding.missing("account-public-access-block", "account", message) if {
	count(settings) == 0
	reason := inventory.incomplete(type).account
	message := sprintf("whether the account blocks public access is not known: %s", [reason])
}
