package policies.identity.no_users_test

import data.policies.identity.no_users as policy

test_a_plan_says_nothing_of_the_root_user if {
	count(policy.undetermined) == 0 with input as {"kind": "plan", "scopes": {"account": {"complete": {}}}, "resources": {}}
}
