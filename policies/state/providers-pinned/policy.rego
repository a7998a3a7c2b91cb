# METADATA
# title: Providers are pinned
# description: >-
#   The root module requires each of its providers in one exact version, and the dependency lock file is committed and holds it. A provider's
#   release can change what a plan says, and the plan is what is judged.
# custom:
#   id: state/providers-pinned
#   severity: medium
#   on: [plan]
#   scopes: ["*", account, edge]
#   subjects: [scope]
#   reads:
#     "*": [providers]
#   sections: [Migrations and deploys]
#   controls:
#     ISO 27001 A.8.9: what is applied is the configuration that was reviewed, by the same provider
#     SOC 2 CC8.1: a change of the provider is a change that somebody reviews
#   remediation: >-
#     Write `version = "= X.Y.Z"` for each provider in `required_providers`, and commit `.terraform.lock.hcl`.
package policies.state.providers_pinned

import data.lib.finding

# Nothing is known of providers where the plan came without its source.
known := {scope: facts.providers | some scope, facts in input.scopes; is_object(facts.providers)}

deny contains finding.scope(scope, "there is no dependency lock file `.terraform.lock.hcl`") if {
	some scope, providers in known
	providers.lock_file == false
}

deny contains finding.scope(scope, message) if {
	some scope, providers in known
	some name, provider in providers.required
	not exact(provider.version)
	message := sprintf("the provider %s is not required in one exact version", [name])
}

deny contains finding.scope(scope, message) if {
	some scope, providers in known
	providers.lock_file
	some name, provider in providers.required
	provider.locked == null
	message := sprintf("the dependency lock file does not hold the provider %s", [name])
}

undetermined contains finding.scope(scope, message) if {
	some scope, _ in input.scopes
	not known[scope]
	message := "which providers are required is not known: give the source with `--source`"
}

undetermined contains finding.scope(scope, "which providers are required is not known: the root module names none") if {
	some scope, providers in known
	count(providers.required) == 0
}

# `= 5.100.0`, or without the sign.
exact(version) if {
	is_string(version)
	number := trim_space(trim_prefix(version, "="))
	count(split(number, ".")) == 3
	trim(number, "0123456789.") == ""
}
