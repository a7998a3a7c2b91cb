# Off, kept too long, or at another interval.
# expect: fail aws_db_instance.off at aws_db_instance.off performance_insights_enabled
# expect: fail aws_db_instance.off at aws_db_instance.off monitoring_interval
# expect: fail aws_db_instance.long at aws_db_instance.long performance_insights_retention_period
# expect: fail aws_rds_cluster_instance.slow at aws_rds_cluster_instance.slow monitoring_interval
# expect: not-applicable aws_rds_cluster.aurora
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "off" {
  identifier     = terraform_data.unknown.id
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "long" {
  engine                                = "postgres"
  instance_class                        = "db.t4g.medium"
  performance_insights_enabled          = true
  performance_insights_retention_period = 731
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
  monitoring_interval          = 30
}
