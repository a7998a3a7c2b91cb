# Caches: groups of nodes, and nodes that stand alone.
package lib.caches

import data.lib.inventory
import data.lib.logic
import data.lib.parts
import data.lib.value

groups := inventory.managed("aws_elasticache_replication_group")

# Nodes that stand alone. One that names a group is judged as the group's.
alone := [node | some node in inventory.managed("aws_elasticache_cluster"); lonely(node, ["replication_group_id"]) == "yes"]

# Those of which it is not known whether they do.
unsure := [node | some node in inventory.managed("aws_elasticache_cluster"); lonely(node, ["replication_group_id"]) == "unknown"]

judged := array.concat(groups, alone)

lonely(node, path) := "yes" if value.left_out(node, path)
else := "unknown" if value.unknown(node, path)
else := "yes" if value.known(node, path) == ""
else := "no"

# The subnet group of a cache, where it names one that is in the document.
group_of(cache) := parts.only(cache, ["aws_elasticache_subnet_group"])

# The cache has this many replicas: as many nodes more than one, or, where the nodes are not said, as many in its one shard.
replicated(group, wanted) := value.equals(group, ["num_cache_clusters"], wanted + 1) if {
	not value.left_out(group, ["num_cache_clusters"])
} else := logic.all_of([value.equals(group, ["num_node_groups"], 1), value.equals(group, ["replicas_per_node_group"], wanted)])
