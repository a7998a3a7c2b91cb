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

admitting(values, unknown) := {finding.message | some finding in found} if {
	ingress := {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8"]}
	found := policy.deny with input as {"resources": {"aws_security_group": [{
		"address": "aws_security_group.g",
		"type": "aws_security_group",
		"mode": "managed",
		"scope": "production",
		"values": object.union(values, {"ingress": [ingress]}),
		"unknown": unknown,
		"links": {},
		"parts": {},
	}]}}
}

test_a_group_without_a_name_is_not_in_the_table if {
	admitting({"name": "alb"}, {}) == {"port 22 is admitted, and is not in the group's row of the table"}
	admitting({"name": "bastion"}, {}) == {"port 22 is admitted, and the group is not in the table"}
	admitting({}, {"name": {"kind": "unset", "reason": "not set"}}) == {"port 22 is admitted, and the group is not in the table"}
	admitting({}, {"name": {"kind": "after_apply", "reason": "later"}}) == set()
}
