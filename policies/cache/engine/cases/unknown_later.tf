# A node type, a number and a group that are known after the apply alone.
# expect: undetermined aws_elasticache_replication_group.type
# expect: undetermined aws_elasticache_replication_group.number
# expect: undetermined aws_elasticache_cluster.member
# expect: undetermined missing:restartix-production
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = 2
}
resource "aws_elasticache_replication_group" "type" {
  replication_group_id = "type"
  description          = "d"
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = terraform_data.unknown.id
  num_cache_clusters   = 2
}
resource "aws_elasticache_replication_group" "number" {
  replication_group_id = terraform_data.unknown.id
  description          = "d"
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = terraform_data.unknown.output
}
resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = terraform_data.unknown.id
}
