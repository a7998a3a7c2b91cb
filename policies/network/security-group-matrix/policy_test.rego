package policies.network.security_group_matrix_test

import data.policies.network.security_group_matrix as policy

ports := data.architecture.ports

test_the_table_has_numbers if {
	policy.table.database == {ports.postgres: ["pgbouncer", "migrations", "backup"]}
	policy.table.migrations == {}
	{port | some port, _ in policy.table.load_balancer} == {port | some port in ports.load_balancer}
	{port | some port, _ in policy.table.app} == {ports.services.clinic, ports.services.portal, ports.services.console}
}

test_every_group_has_a_row if {
	object.keys(policy.table) == object.keys(data.architecture.names.security_groups)
}
