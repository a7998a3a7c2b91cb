package policies.cache.engine_test

import data.policies.cache.engine as policy

denied(values) := {finding.attribute[0] | some finding in found} if {
	found := policy.deny with input as {"scopes": {}, "resources": {"aws_elasticache_cluster": [{
		"address": "aws_elasticache_cluster.c",
		"type": "aws_elasticache_cluster",
		"mode": "managed",
		"scope": "staging",
		"values": object.union({"engine": "redis", "engine_version": "7.1", "node_type": "cache.t4g.micro"}, values),
		"unknown": {},
	}]}}
}

test_a_node_of_a_group_is_not_judged_alone if {
	denied({"engine": "memcached"}) == {"engine"}
	denied({"engine": "memcached", "replication_group_id": ""}) == {"engine"}
	denied({"engine": "memcached", "replication_group_id": "g"}) == set()
}
