# Encryption is left out, or turned off.
# expect: pass aws_db_instance.left_out
# expect: pass aws_db_instance.off
# expect: pass aws_rds_cluster.left_out
# expect: pass aws_db_instance.on
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "left_out" {
  identifier        = "left-out"
  engine            = "postgres"
  instance_class    = terraform_data.unknown.id
  allocated_storage = 50
  storage_encrypted = true
}
resource "aws_db_instance" "off" {
  identifier        = "off"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = true
}
resource "aws_db_instance" "on" {
  identifier        = terraform_data.unknown.id
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = true
}
resource "aws_rds_cluster" "left_out" {
  cluster_identifier = "left-out"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
}
