package policies.cache.failover_test

import data.policies.cache.failover as policy

denied(scope) := count(found) if {
	found := policy.deny with input as {"resources": {"aws_elasticache_cluster": [{
		"address": "aws_elasticache_cluster.c",
		"type": "aws_elasticache_cluster",
		"mode": "managed",
		"scope": scope,
		"values": {},
		"unknown": {},
	}]}}
}

test_only_where_a_replica_was_agreed_on if {
	denied("production") == 1
	denied("staging") == 0
}
