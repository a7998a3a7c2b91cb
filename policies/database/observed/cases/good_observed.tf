# An instance, and a cluster whose hosts are its own.
# expect: pass aws_db_instance.main
# expect: pass aws_rds_cluster.multi_az
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "main" {
  identifier                            = terraform_data.unknown.id
  engine                                = "postgres"
  instance_class                        = "db.t4g.medium"
  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  monitoring_interval                   = 60
}
resource "aws_rds_cluster" "multi_az" {
  engine                                = "postgres"
  db_cluster_instance_class             = "db.m6gd.large"
  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  monitoring_interval                   = 60
}
