# One day is enough in staging.
# expect: pass aws_rds_cluster.main
# expect: pass aws_db_instance.other
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster" "main" {
  cluster_identifier      = terraform_data.unknown.id
  engine                  = "aurora-postgresql"
  backup_retention_period = 1
}
resource "aws_db_instance" "other" {
  engine                  = "postgres"
  instance_class          = "db.t4g.medium"
  backup_retention_period = 2
}
