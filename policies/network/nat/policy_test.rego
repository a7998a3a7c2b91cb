package policies.network.nat_test

import data.policies.network.nat as policy

test_the_environments if {
	policy.environments == {"production": null, "staging": data.architecture.scopes.staging.nat_instance_type}
}
