package policies.database.reach_test

import data.policies.database.reach as policy

test_those_whom_the_table_names if {
	policy.allowed == {"pgbouncer", "migrations", "backup"}
}
