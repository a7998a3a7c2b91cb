# Left out, off, only preferred, and a node that stands alone.
# expect: pass aws_elasticache_replication_group.none
# expect: fail aws_elasticache_replication_group.off at aws_elasticache_replication_group.off at_rest_encryption_enabled
# expect: pass aws_elasticache_replication_group.preferred
# expect: fail aws_elasticache_cluster.alone at aws_elasticache_cluster.alone transit_encryption_enabled
# expect: fail aws_elasticache_cluster.alone at aws_elasticache_cluster.alone at_rest_encryption_enabled
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "none" {
  replication_group_id = "none"
  description          = terraform_data.unknown.id
  node_type            = "cache.t4g.small"

  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_replication_group" "off" {
  replication_group_id       = "off"
  description                = "d"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
  at_rest_encryption_enabled = false
}
resource "aws_elasticache_replication_group" "preferred" {
  replication_group_id       = "preferred"
  description                = "d"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_cluster" "alone" {
  cluster_id = "alone"
  engine     = "redis"
  node_type  = "cache.t4g.small"
}
