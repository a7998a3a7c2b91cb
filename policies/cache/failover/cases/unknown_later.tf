# Known after the apply alone.
# expect: undetermined aws_elasticache_replication_group.number
# expect: undetermined aws_elasticache_replication_group.zone
# expect: undetermined aws_elasticache_cluster.member
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = 2
}
resource "terraform_data" "flag" {
  input = true
}
resource "aws_elasticache_replication_group" "number" {
  replication_group_id       = "number"
  description                = "d"
  num_cache_clusters         = terraform_data.unknown.output
  automatic_failover_enabled = true
  multi_az_enabled           = true
}
resource "aws_elasticache_replication_group" "zone" {
  replication_group_id       = "zone"
  description                = "d"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = terraform_data.flag.output
}
resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = terraform_data.unknown.id
}
