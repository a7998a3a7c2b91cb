# Off, kept too long, or at another interval.
# expect: pass aws_db_instance.off
# expect: pass aws_db_instance.long
# expect: pass aws_rds_cluster_instance.slow
# expect: not-applicable aws_rds_cluster.aurora
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "off" {
  identifier     = terraform_data.unknown.id
  engine         = "postgres"
  instance_class = "db.t4g.medium"

  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  monitoring_interval                   = 60
  monitoring_role_arn                   = "arn:aws:iam::123456789012:role/restartix-production-monitoring"
}
resource "aws_db_instance" "long" {
  engine                                = "postgres"
  instance_class                        = "db.t4g.medium"
  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  monitoring_interval                   = 60
}
resource "aws_rds_cluster" "aurora" {
  engine = "aurora-postgresql"
}
resource "aws_rds_cluster_instance" "slow" {
  cluster_identifier           = "c"
  engine                       = "aurora-postgresql"
  instance_class               = "db.r6g.large"
  performance_insights_enabled = true
  monitoring_interval          = 60

  performance_insights_retention_period = 7
}
