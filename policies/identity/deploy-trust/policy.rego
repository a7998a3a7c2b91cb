# METADATA
# title: Only this repository deploys
# description: >-
#   A role that GitHub's tokens can assume admits only the named branch and the named environments of this repository, with AWS as the
#   token's audience, and the deploy roles can be assumed in no other way.
# custom:
#   id: identity/deploy-trust
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_iam_role]
#   reads:
#     aws_iam_role: [name, name_prefix, assume_role_policy]
#   decides:
#     aws_iam_role.name: a role that GitHub alone can assume, and rightly, may be called as it likes
#     aws_iam_role.name_prefix: a name says it without the prefix
#   sections: [Migrations and deploys]
#   controls:
#     GDPR 32(1)(b): nobody changes the systems but by way of the repository
#     HIPAA 164.312(d): who deploys has proved to be a run of this repository's branch or environment
#     ISO 27001 A.8.4: the right to change what runs comes with the repository's, and with nothing else
#     SOC 2 CC6.1: a token of another repository or of a fork opens nothing
#   remediation: >-
#     In the role's trust policy, compare `token.actions.githubusercontent.com:aud` with `sts.amazonaws.com` and
#     `token.actions.githubusercontent.com:sub` with one of the subjects in `infra/account/github.tf`, both by `StringEquals`, and remove
#     other principals.
package policies.identity.deploy_trust

import data.lib.finding
import data.lib.iam
import data.lib.inventory
import data.lib.logic
import data.lib.value

github := data.architecture.github

token := data.aws.github_oidc

operators := {operator | some operator in data.aws.condition_operators.texts}

# The subjects of the tokens that may come in: jobs on the branch, and in the environments.
senders := {sprintf("repo:%s:ref:refs/heads/%s", [github.repository, github.branch])} | {sprintf("repo:%s:environment:%s", [github.repository, environment]) |
	some environment in object.keys(data.architecture.scopes) | {github.scan_environment}
}

# What the roles that GitHub's jobs take are called.
deploy_roles := {replace(data.architecture.names.roles[use], "{env}", scope) |
	some use in ["deploy", "images", "scanner"]
	some scope, _ in data.architecture.scopes
}

roles := inventory.managed("aws_iam_role")

# Each statement that lets somebody in, and whether that is GitHub.
trusts := [{"role": role, "statement": statement, "allows": allows, "who": who, "github": github_comes_in(statement, allows, who)} |
	some role in roles
	some statement in iam.statements(role, ["assume_role_policy"])
	allows := iam.effect(statement, "Allow")
	allows != "no"
	who := iam.principals(statement)
]

subjects contains role.address if {
	some role in roles
	is_deploy_role(role) != "no"
}

subjects contains trust.role.address if {
	some trust in trusts
	trust.github != "no"
}

is_deploy_role(role) := "no" if {
	prefix := value.known(role, ["name_prefix"])
	count({name | some name in deploy_roles; startswith(name, prefix)}) == 0
} else := value.one_of(role, ["name"], deploy_roles)

# What is wrong with a statement, and whether it is.
rows := array.concat(
	[{"role": trust.role, "path": trust.statement.path, "is": is, "says": claim.says} |
		some trust in trusts
		trust.github != "no"
		some claim in claims
		is := logic.all_of({trust.github, iam.unbound(trust.statement, operators, claim.key, claim.values)})
	],
	[{"role": trust.role, "path": trust.statement.path, "is": is, "says": "somebody who is no job of GitHub"} |
		some trust in trusts
		others := {"yes" | some one in trust.who.known; not is_github(one)}
		is := logic.all_of({is_deploy_role(trust.role), trust.allows, logic.any_of(others | rest(trust.statement, trust.who))})
	],
)

claims := [
	{
		"key": sprintf("%s:sub", [token.host]),
		"values": senders,
		"says": "jobs of GitHub that are not on a named branch or in a named environment of this repository",
	},
	{"key": sprintf("%s:aud", [token.host]), "values": {token.audience}, "says": "tokens of GitHub that are meant for somebody else"},
]

github_comes_in(statement, allows, who) := logic.all_of({
	allows,
	logic.any_of({"yes" | some one in who.known; is_github(one)} | rest(statement, who)),
	iam.acts(statement, {"sts:AssumeRoleWithWebIdentity"}),
})

# What stands where the principals are not all known, or are everybody, or everybody but some.
rest(statement, who) := {iam.trusts_all(statement)} if {
	count(who.known) != 1
} else := {"yes" | some one in who.known; one.name == "*"} | {"unknown" | not who.all}

is_github(principal) if {
	principal.kind == "Federated"
	contains(principal.name, token.host)
}

deny contains finding.of(row.role, row.role, row.path, message) if {
	some row in rows
	row.is == "yes"
	message := sprintf("the role can be assumed by %s", [row.says])
}

undetermined contains finding.of(row.role, row.role, row.path, message) if {
	some row in rows
	row.is == "unknown"
	message := sprintf("whether the role can be assumed by %s is not known", [row.says])
}

undetermined contains finding.of(role, role, ["assume_role_policy"], message) if {
	some role in roles
	why := iam.unread(role, ["assume_role_policy"])
	message := sprintf("who can assume the role is not known: %s", [why])
}
