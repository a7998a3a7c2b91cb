# Encryption is left out, or turned off.
# expect: fail aws_db_instance.left_out at aws_db_instance.left_out storage_encrypted
# expect: fail aws_db_instance.off at aws_db_instance.off storage_encrypted
# expect: fail aws_rds_cluster.left_out at aws_rds_cluster.left_out storage_encrypted
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
}
resource "aws_db_instance" "off" {
  identifier        = "off"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = false
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
}
