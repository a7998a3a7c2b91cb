# METADATA
# title: The production cache fails over
# description: >-
#   Every cache of production has the agreed number of replicas, in another zone, and one of them takes over by itself.
# custom:
#   id: cache/failover
#   severity: medium
#   on: [plan, account]
#   scopes: [production]
#   subjects: [aws_elasticache_replication_group, aws_elasticache_cluster]
#   reads:
#     aws_elasticache_replication_group:
#       [automatic_failover_enabled, multi_az_enabled, num_cache_clusters, num_node_groups, replicas_per_node_group]
#     aws_elasticache_cluster: [replication_group_id]
#   unset:
#     aws_elasticache_replication_group.automatic_failover_enabled: absent
#     aws_elasticache_replication_group.multi_az_enabled: absent
#     aws_elasticache_cluster.replication_group_id: absent
#   decides:
#     aws_elasticache_replication_group.num_cache_clusters: nodes or shards, one tells the replicas
#     aws_elasticache_replication_group.num_node_groups: nodes or shards, one tells the replicas
#     aws_elasticache_replication_group.replicas_per_node_group: nodes or shards, one tells the replicas
#   sections: ["Cache: ElastiCache Redis"]
#   controls:
#     ISO 27001 A.8.14: a second node in another zone takes over
#     SOC 2 A1.2: the loss of a node or a zone is provided for
#   remediation: >-
#     Set `num_cache_clusters` to the replicas and the primary, `automatic_failover_enabled = true` and `multi_az_enabled = true`. Use such a
#     group instead of an `aws_elasticache_cluster` that stands alone.
package policies.cache.failover

import data.lib.caches
import data.lib.facts
import data.lib.finding
import data.lib.value

subjects := {cache.address | some cache in caches.judged}

rows := [{"cache": cache, "facts": said(cache, wanted.replicas)} |
	some cache in caches.groups
	wanted := data.architecture.scopes[cache.scope].cache
	wanted.replicas > 0
]

said(cache, replicas) := [
	facts.of(cache, ["num_cache_clusters"], caches.replicated(cache, replicas), sprintf("the cache does not have %d replicas", [replicas])),
	facts.of(cache, ["automatic_failover_enabled"], on(cache, ["automatic_failover_enabled"]), "no replica takes over by itself"),
	facts.of(cache, ["multi_az_enabled"], on(cache, ["multi_az_enabled"]), "the replicas may all be in one zone"),
]

on(cache, path) := "no" if value.left_out(cache, path)
else := value.equals(cache, path, true)

deny contains found if {
	some row in rows
	some found in facts.broken(row.cache, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.cache, row.facts)
}

deny contains finding.of(node, node, [], "a node that stands alone has no replica") if {
	some node in caches.alone
	data.architecture.scopes[node.scope].cache.replicas > 0
}

undetermined contains finding.of(node, node, ["replication_group_id"], "whether the node stands alone is not known") if some node in caches.unsure
