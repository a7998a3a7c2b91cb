package policies.cache.encrypted_test

import data.policies.cache.encrypted as policy

denied(values) := {finding.attribute[0] | some finding in found} if {
	found := policy.deny with input as {"resources": {"aws_elasticache_cluster": [{
		"address": "aws_elasticache_cluster.c",
		"type": "aws_elasticache_cluster",
		"mode": "managed",
		"scope": "staging",
		"values": values,
		"unknown": {},
	}]}}
}

test_a_node_that_stands_alone if {
	denied({}) == {"transit_encryption_enabled", "at_rest_encryption_enabled"}
	denied({"transit_encryption_enabled": true, "at_rest_encryption_enabled": true}) == set()
	denied({"replication_group_id": "g"}) == set()
}
