package policies.state.backend_test

import data.policies.state.backend as policy

document(backend) := {"kind": "plan", "scopes": {"edge": {"backend": backend}}, "resources": {}}

s3(settings) := document({"type": "s3", "settings": object.union({"bucket": "b", "encrypt": true, "use_lockfile": true}, settings)})

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass"

test_backends if {
	verdict(s3({})) == "pass"
	verdict(s3({"encrypt": false})) == "deny"
	verdict(s3({"use_lockfile": false})) == "deny"
	verdict(s3({"dynamodb_table": "t"})) == "deny"
	verdict(s3({"region": "eu-central-1"})) == "pass"
	verdict(s3({"region": "us-east-1"})) == "deny"
	verdict(document({"type": "s3", "settings": {"bucket": "b", "encrypt": true}})) == "deny"
	verdict(document({"type": "gcs", "settings": {}})) == "deny"
	verdict(document({"type": null, "settings": {}})) == "deny"
	verdict(document({"type": "s3", "settings": {}})) == "undetermined"
	verdict(document({"type": "s3", "settings": {"use_lockfile": false}})) == "deny"
	verdict(document(null)) == "undetermined"
}
