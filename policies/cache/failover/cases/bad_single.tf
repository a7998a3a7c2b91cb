# No replica, no failover, one zone, and a node that stands alone.
# expect: fail aws_elasticache_replication_group.single at aws_elasticache_replication_group.single num_cache_clusters
# expect: fail aws_elasticache_replication_group.single at aws_elasticache_replication_group.single automatic_failover_enabled
# expect: fail aws_elasticache_replication_group.single at aws_elasticache_replication_group.single multi_az_enabled
# expect: fail aws_elasticache_replication_group.zone at aws_elasticache_replication_group.zone multi_az_enabled
# expect: fail aws_elasticache_cluster.alone at aws_elasticache_cluster.alone
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "single" {
  replication_group_id = "single"
  description          = terraform_data.unknown.id
  num_cache_clusters   = 1
}
resource "aws_elasticache_replication_group" "zone" {
  replication_group_id       = "zone"
  description                = "d"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = false
}
resource "aws_elasticache_cluster" "alone" {
  cluster_id = "alone"
  engine     = "redis"
  node_type  = "cache.t4g.small"
}
