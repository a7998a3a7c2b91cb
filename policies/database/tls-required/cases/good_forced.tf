# Set, or by default: of a group's family, of AWS's own group, and of the one that is taken where none is named.
# expect: pass aws_rds_cluster.set
# expect: pass aws_db_instance.silent
# expect: pass aws_db_instance.own
# expect: pass aws_db_instance.none
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster_parameter_group" "set" {
  name   = "set"
  family = "aurora-postgresql16"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}
resource "aws_db_parameter_group" "silent" {
  name   = "silent"
  family = "postgres15"
}
resource "aws_rds_cluster" "set" {
  cluster_identifier              = terraform_data.unknown.id
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.set.name
}
resource "aws_db_instance" "silent" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.silent.name
}
resource "aws_db_instance" "own" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = "default.postgres17"
}
resource "aws_db_instance" "none" {
  engine         = "postgres"
  engine_version = "17.4"
  instance_class = "db.t4g.medium"
}
