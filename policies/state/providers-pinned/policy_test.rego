package policies.state.providers_pinned_test

import data.policies.state.providers_pinned as policy

document(providers) := {"kind": "plan", "scopes": {"edge": {"providers": providers}}, "resources": {}}

aws(version, locked) := document({"lock_file": true, "required": {"aws": {"source": "hashicorp/aws", "version": version, "locked": locked}}})

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass"

test_versions if {
	verdict(aws("= 5.100.0", "5.100.0")) == "pass"
	verdict(aws("5.100.0", "5.100.0")) == "pass"
	every version in ["~> 5.100", "~> 5.100.0", ">= 5.0.0", "5.100", "!= 5.1.0", null] {
		verdict(aws(version, "5.100.0")) == "deny"
	}
}

test_the_lock_file if {
	verdict(aws("= 5.100.0", null)) == "deny"
	verdict(document({"lock_file": false, "required": {}})) == "deny"
	verdict(document({"lock_file": true, "required": {}})) == "undetermined"
	verdict(document(null)) == "undetermined"
}
