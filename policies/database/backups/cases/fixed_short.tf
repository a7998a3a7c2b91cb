# None, and too few.
# expect: pass aws_db_instance.none
# expect: pass aws_rds_cluster.one_day
# expect: pass aws_db_instance.more
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "none" {
  identifier              = terraform_data.unknown.id
  engine                  = "postgres"
  instance_class          = "db.t4g.medium"
  backup_retention_period = 7
}
resource "aws_db_instance" "more" {
  engine                  = "postgres"
  instance_class          = "db.t4g.medium"
  backup_retention_period = 35
}
resource "aws_rds_cluster" "one_day" {
  engine                  = "aurora-postgresql"
  backup_retention_period = 7
}
