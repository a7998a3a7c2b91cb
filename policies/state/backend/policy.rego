# METADATA
# title: State is in S3, encrypted and locked
# description: >-
#   The root module keeps its state in S3, encrypted, in no region but those that are allowed, and locks it there by itself (`use_lockfile`),
#   without a DynamoDB table. Read from the configuration: what `-backend-config` adds is not known.
# custom:
#   id: state/backend
#   severity: high
#   on: [plan]
#   scopes: ["*", account, edge]
#   subjects: [scope]
#   reads:
#     "*": [backend]
#   sections: ["Cost: staging", "Cost: production day 1"]
#   controls:
#     GDPR 32(1)(a): the state, which holds values in clear text, is encrypted
#     ISO 27001 A.8.9: the record of what is configured is kept in one place, and two do not write it at once
#   remediation: >-
#     In the root module's `terraform` block, configure `backend "s3"` with `encrypt = true` and `use_lockfile = true`, the home
#     region, and no `dynamodb_table`.
package policies.state.backend

import data.lib.finding

# Nothing is known of a backend where the plan came without its source.
backends := {scope: facts.backend | some scope, facts in input.scopes; is_object(facts.backend)}

# A backend that names its bucket has all its settings here; the rest are the defaults.
whole(scope) if backends[scope].settings.bucket

setting(scope, name) := object.get(backends[scope].settings, name, null)

deny contains finding.scope(scope, message) if {
	some scope, backend in backends
	backend.type != "s3"
	message := sprintf("the state is not kept in S3, but in %s", [object.get({"null": "a local file"}, type_name(backend.type), backend.type)])
}

deny contains finding.scope(scope, message) if {
	some scope, backend in backends
	backend.type == "s3"
	some name, says in {"encrypt": "is not encrypted", "use_lockfile": "is not locked in S3 (`use_lockfile`)"}
	broken(scope, setting(scope, name))
	message := sprintf("the state %s", [says])
}

deny contains finding.scope(scope, "the state is locked through a DynamoDB table") if {
	some scope, backend in backends
	backend.type == "s3"
	setting(scope, "dynamodb_table") != null
}

deny contains finding.scope(scope, message) if {
	some scope, backend in backends
	backend.type == "s3"
	region := setting(scope, "region")
	is_string(region)
	not region in data.architecture.regions.allowed
	message := sprintf("the state is kept in %s, which is not allowed", [region])
}

broken(_, written) if written == false

broken(scope, null) if whole(scope)

undetermined contains finding.scope(scope, message) if {
	some scope, _ in input.scopes
	not backends[scope]
	message := "how the state is kept is not known: give the source with `--source`"
}

undetermined contains finding.scope(scope, message) if {
	some scope, backend in backends
	backend.type == "s3"
	not whole(scope)
	message := "how the state is kept is not known: `-backend-config` says it"
}
