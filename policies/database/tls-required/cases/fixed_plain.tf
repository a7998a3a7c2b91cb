# A group that turns it off, one that does not set it in a family without it, AWS's own group of such a family, and none named.
# expect: pass aws_db_instance.off
# expect: pass aws_db_instance.silent
# expect: fail aws_db_instance.own at aws_db_instance.own parameter_group_name
# expect: fail aws_rds_cluster.none at aws_rds_cluster.none db_cluster_parameter_group_name
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_parameter_group" "off" {
  name   = "off"
  family = "postgres17"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}
resource "aws_db_parameter_group" "silent" {
  name   = "silent"
  family = "postgres14"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}
resource "aws_db_instance" "off" {
  identifier           = terraform_data.unknown.id
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.off.name
}
resource "aws_db_instance" "silent" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.silent.name
}
resource "aws_db_instance" "own" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = "default.postgres14"
}
resource "aws_rds_cluster" "none" {
  engine         = "aurora-postgresql"
  engine_version = "16.4"
}
