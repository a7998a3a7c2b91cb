# Known after the apply alone.
# expect: undetermined aws_elasticache_replication_group.transit
# expect: undetermined aws_elasticache_replication_group.rest
# expect: undetermined aws_elasticache_cluster.member
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = true
}
resource "aws_elasticache_replication_group" "transit" {
  replication_group_id       = "transit"
  description                = "d"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = terraform_data.unknown.output
  at_rest_encryption_enabled = true
}
resource "aws_elasticache_replication_group" "rest" {
  replication_group_id       = "rest"
  description                = "d"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
  at_rest_encryption_enabled = terraform_data.unknown.output
}
resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = terraform_data.unknown.id
}
