# Each thing that can be otherwise, a node that stands alone, and the cache that has to exist under another name.
# expect: fail aws_elasticache_replication_group.valkey at aws_elasticache_replication_group.valkey engine
# expect: fail aws_elasticache_replication_group.old at aws_elasticache_replication_group.old engine_version
# expect: fail aws_elasticache_replication_group.large at aws_elasticache_replication_group.large node_type
# expect: fail aws_elasticache_replication_group.large at aws_elasticache_replication_group.large num_cache_clusters
# expect: fail aws_elasticache_cluster.alone at aws_elasticache_cluster.alone num_cache_nodes
# expect: fail missing:restartix-production
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "valkey" {
  replication_group_id = "valkey"
  description          = terraform_data.unknown.id
  engine               = "valkey"
  engine_version       = "7.2"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}
resource "aws_elasticache_replication_group" "old" {
  replication_group_id    = "old"
  description             = "d"
  engine                  = "redis"
  engine_version          = "6.2"
  node_type               = "cache.t4g.small"
  num_node_groups         = 1
  replicas_per_node_group = 1
}
resource "aws_elasticache_replication_group" "large" {
  replication_group_id = "large"
  description          = "d"
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = "cache.r7g.large"
  num_cache_clusters   = 1
}
resource "aws_elasticache_cluster" "alone" {
  cluster_id      = "alone"
  engine          = "redis"
  engine_version  = "7.1"
  node_type       = "cache.t4g.small"
  num_cache_nodes = 1
}
