# With the mode and without it; a node of a group is judged with the group.
# expect: pass aws_elasticache_replication_group.main
# expect: pass aws_elasticache_replication_group.default
# expect: not-applicable aws_elasticache_cluster.member
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "main" {
  replication_group_id       = "main"
  description                = terraform_data.unknown.id
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_replication_group" "default" {
  replication_group_id       = "default"
  description                = "d"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = aws_elasticache_replication_group.main.replication_group_id
}
