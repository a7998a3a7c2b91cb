# Both, whatever else is known later.
# expect: pass aws_db_instance.main
# expect: pass aws_rds_cluster.main
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "main" {
  identifier                = terraform_data.unknown.id
  engine                    = "postgres"
  instance_class            = "db.t4g.medium"
  deletion_protection       = true
  final_snapshot_identifier = "end"
}
resource "aws_rds_cluster" "main" {
  engine                    = "aurora-postgresql"
  deletion_protection       = true
  final_snapshot_identifier = "end"
}
