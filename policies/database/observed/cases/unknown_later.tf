# An interval that is known after the apply alone, days that AWS decides, and a cluster of which it is not known whether it is Aurora.
# expect: undetermined aws_db_instance.interval
# expect: undetermined aws_db_instance.days
# expect: undetermined aws_rds_cluster.later
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = 60
}
resource "aws_db_instance" "interval" {
  engine                                = "postgres"
  instance_class                        = "db.t4g.medium"
  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  monitoring_interval                   = terraform_data.unknown.output
}
resource "aws_db_instance" "days" {
  engine                       = "postgres"
  instance_class               = "db.t4g.medium"
  performance_insights_enabled = true
  monitoring_interval          = 60
}
resource "aws_rds_cluster" "later" {
  engine                    = "postgres"
  db_cluster_instance_class = terraform_data.unknown.id
}
