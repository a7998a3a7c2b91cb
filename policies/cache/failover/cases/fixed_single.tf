# No replica, no failover, one zone, and a node that stands alone.
# expect: pass aws_elasticache_replication_group.single
# expect: pass aws_elasticache_replication_group.zone
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "single" {
  replication_group_id = "single"
  description          = terraform_data.unknown.id
  num_cache_clusters   = 2

  automatic_failover_enabled = true
  multi_az_enabled           = true
}
resource "aws_elasticache_replication_group" "zone" {
  replication_group_id       = "zone"
  description                = "d"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
}
