# METADATA
# title: Nobody has a standing key or password
# description: >-
#   There is no IAM user, access key or console password, and the root user has a second factor and no key. The root user is known from
#   the account's credential report alone: in a plan nothing is said of it.
# custom:
#   id: identity/no-users
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_iam_user, aws_iam_access_key, aws_iam_user_login_profile, aws_iam_user_policy, aws_iam_user_policy_attachment,
#     aws_iam_credential_report]
#   reads:
#     aws_iam_user: []
#     aws_iam_access_key: []
#     aws_iam_user_login_profile: []
#     aws_iam_user_policy: []
#     aws_iam_user_policy_attachment: []
#     aws_iam_credential_report: [user, mfa_active, access_key_1_active, access_key_2_active]
#   sections: ["HIPAA & GDPR posture"]
#   controls:
#     CIS AWS 1.4: the root user has no access key
#     HIPAA 164.312(d): whoever acts in the account has proved who they are just before
#     ISO 27001 A.8.5: no password or key that never ends opens the account
#   remediation: >-
#     Remove the `aws_iam_user`, `aws_iam_access_key` or `aws_iam_user_login_profile`: people come in through IAM Identity Center, programs
#     through a role. Give the root user a second factor and delete its keys, in the console.
package policies.identity.no_users

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.value

kinds := {
	"aws_iam_user": "an IAM user",
	"aws_iam_access_key": "a key that is valid until somebody deletes it",
	"aws_iam_user_login_profile": "a password for the console",
}

# The rows of the credential report, one for each user: the account's collector makes them.
report := inventory.managed("aws_iam_credential_report")

root := [row | some row in report; value.equals(row, ["user"], data.aws.root_user) == "yes"]

rows(user) := [
	facts.equals(user, ["mfa_active"], true, "the root user has no second factor"),
	facts.equals(user, ["access_key_1_active"], false, "the root user has a key"),
	facts.equals(user, ["access_key_2_active"], false, "the root user has a key"),
]

deny contains finding.of(resource, resource, [], sprintf("this is %s", [says])) if {
	some type, says in kinds
	some resource in inventory.managed(type)
}

# A policy is given to a user that somebody else made, or will make.
undetermined contains finding.of(resource, resource, [], "there may be an IAM user that is not in the document") if {
	some type in ["aws_iam_user_policy", "aws_iam_user_policy_attachment"]
	some resource in inventory.managed(type)
}

deny contains finding.of(row, row, ["user"], "this is an IAM user") if {
	some row in report
	value.equals(row, ["user"], data.aws.root_user) == "no"
}

deny contains broken if {
	some user in root
	some broken in facts.broken(user, rows(user))
}

undetermined contains open if {
	some user in root
	some open in facts.open(user, rows(user))
}

undetermined contains finding.of(row, row, ["user"], message) if {
	some row in report
	value.unknown(row, ["user"])
	message := sprintf("whose row this is is not known: %s", [value.reason(row, ["user"])])
}

undetermined contains finding.missing("root", "account", "what the root user holds is not known: the credential report has no row of it") if {
	input.kind == "snapshot"
	root == []
}
