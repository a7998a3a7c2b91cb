# By nodes, and by replicas of the one shard.
# expect: pass aws_elasticache_replication_group.nodes
# expect: pass aws_elasticache_replication_group.shard
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "nodes" {
  replication_group_id       = "nodes"
  description                = terraform_data.unknown.id
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
}
resource "aws_elasticache_replication_group" "shard" {
  replication_group_id       = "shard"
  description                = "d"
  num_node_groups            = 1
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  multi_az_enabled           = true
}
