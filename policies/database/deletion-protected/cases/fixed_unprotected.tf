# Protection left out or off, the snapshot skipped or without a name.
# expect: undetermined aws_db_instance.left_out
# expect: pass aws_db_instance.skipped
# expect: fail aws_rds_cluster.off at aws_rds_cluster.off deletion_protection
# expect: fail aws_rds_cluster.off at aws_rds_cluster.off final_snapshot_identifier
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "left_out" {
  engine                    = "postgres"
  instance_class            = "db.t4g.medium"
  final_snapshot_identifier = terraform_data.unknown.id
  deletion_protection       = true
}
resource "aws_db_instance" "skipped" {
  engine                    = "postgres"
  instance_class            = "db.t4g.medium"
  deletion_protection       = true
  final_snapshot_identifier = "end"
}
resource "aws_rds_cluster" "off" {
  engine              = "aurora-postgresql"
  deletion_protection = false
}
