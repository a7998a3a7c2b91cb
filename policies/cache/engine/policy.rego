# METADATA
# title: Caches are Redis of the agreed size
# description: >-
#   Every cache of an environment has the environment's engine, major version, node type and number of replicas, and the environment's cache
#   exists.
# custom:
#   id: cache/engine
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_elasticache_replication_group, aws_elasticache_cluster]
#   reads:
#     aws_elasticache_replication_group:
#       [replication_group_id, engine, engine_version, node_type, num_cache_clusters, num_node_groups, replicas_per_node_group]
#     aws_elasticache_cluster: [replication_group_id, engine, engine_version, node_type, num_cache_nodes]
#   unset:
#     aws_elasticache_cluster.replication_group_id: absent
#   decides:
#     aws_elasticache_replication_group.replication_group_id: any cache is judged, whatever it is called
#     aws_elasticache_replication_group.num_cache_clusters: nodes or shards, one tells the replicas
#     aws_elasticache_replication_group.num_node_groups: nodes or shards, one tells the replicas
#     aws_elasticache_replication_group.replicas_per_node_group: nodes or shards, one tells the replicas
#   sections: ["Cache: ElastiCache Redis"]
#   controls:
#     ISO 27001 A.8.9: the cache has the configuration that was agreed
#     SOC 2 CC8.1: another engine, version or size is a change that somebody has to approve
#   remediation: >-
#     Set `engine`, `engine_version`, `node_type` and `num_cache_clusters` (the replicas and the primary) as `policies/data/architecture.yaml`
#     has them for the environment, and call the environment's `aws_elasticache_replication_group` as it does. Where there have to be replicas,
#     remove an `aws_elasticache_cluster` that stands alone.
package policies.cache.engine

import data.lib.caches
import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.value

subjects := {cache.address | some cache in caches.judged}

rows := [{"cache": cache, "facts": said(cache, wanted)} |
	some cache in caches.judged
	wanted := data.architecture.scopes[cache.scope].cache
]

said(cache, wanted) := [
	facts.equals(cache, ["engine"], wanted.engine, sprintf("the engine is not %s", [wanted.engine])),
	facts.of(
		cache, ["engine_version"], versioned(cache, ["engine_version"], split(wanted.engine_version, ".")[0]),
		sprintf("the engine's version is not %s", [split(wanted.engine_version, ".")[0]]),
	),
	facts.equals(cache, ["node_type"], wanted.node_type, sprintf("the nodes are not %s", [wanted.node_type])),
	facts.of(cache, [nodes[cache.type]], replicated(cache, wanted.replicas), sprintf("the cache does not have %d replicas", [wanted.replicas])),
]

nodes := {"aws_elasticache_replication_group": "num_cache_clusters", "aws_elasticache_cluster": "num_cache_nodes"}

versioned(cache, path, major) := "unknown" if value.unknown(cache, path)
else := "yes" if split(value.known(cache, path), ".")[0] == major
else := "no"

# A node that stands alone has no replica.
replicated(cache, wanted) := caches.replicated(cache, wanted) if cache.type == "aws_elasticache_replication_group"
else := "yes" if wanted == 0
else := "no"

deny contains found if {
	some row in rows
	some found in facts.broken(row.cache, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.cache, row.facts)
}

undetermined contains finding.of(node, node, ["replication_group_id"], "whether the node stands alone is not known") if some node in caches.unsure

deny contains found if {
	some scope, architecture in data.architecture.scopes
	some found in expected.missing(scope, "aws_elasticache_replication_group", ["replication_group_id"], {architecture.cache.id}, "the cache")
}

undetermined contains found if {
	some scope, architecture in data.architecture.scopes
	some found in expected.possibly_missing(scope, "aws_elasticache_replication_group", ["replication_group_id"], {architecture.cache.id}, "the cache")
}
