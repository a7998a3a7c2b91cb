package policies.network.vpc_shape_test

import data.policies.network.vpc_shape as policy

test_as_many_subnets_as_there_are_ranges if {
	policy.wanted == {"yes": 2, "no": 2}
	policy.environments == {"staging", "production"}
}
