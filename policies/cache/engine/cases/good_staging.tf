# As agreed; a node of the group is judged with the group, and one that stands alone has no replica either.
# expect: pass aws_elasticache_replication_group.main
# expect: pass aws_elasticache_cluster.alone
# expect: not-applicable aws_elasticache_cluster.member
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "restartix-staging"
  description          = terraform_data.unknown.id
  engine               = "redis"
  engine_version       = "7.0"
  node_type            = "cache.t4g.micro"
  num_cache_clusters   = 1
}
resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = aws_elasticache_replication_group.main.replication_group_id
}
resource "aws_elasticache_cluster" "alone" {
  cluster_id      = "alone"
  engine          = "redis"
  engine_version  = "7.1"
  node_type       = "cache.t4g.micro"
  num_cache_nodes = 1
}
