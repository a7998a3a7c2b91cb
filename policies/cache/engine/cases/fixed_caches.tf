# Each thing that can be otherwise, a node that stands alone, and the cache that has to exist under another name.
# expect: pass aws_elasticache_replication_group.valkey
# expect: pass aws_elasticache_replication_group.old
# expect: pass aws_elasticache_replication_group.large
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "valkey" {
  replication_group_id = "valkey"
  description          = terraform_data.unknown.id
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}
resource "aws_elasticache_replication_group" "old" {
  replication_group_id    = "old"
  description             = "d"
  engine                  = "redis"
  engine_version          = "7.1"
  node_type               = "cache.t4g.small"
  num_node_groups         = 1
  replicas_per_node_group = 1
}
resource "aws_elasticache_replication_group" "large" {
  replication_group_id = "restartix-production"
  description          = "d"
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}
