# A value and a group that are known after the apply alone, a group that is not here, and a replica, which takes over its source's.
# expect: undetermined aws_rds_cluster.value
# expect: undetermined aws_rds_cluster.group
# expect: undetermined aws_rds_cluster.elsewhere
# expect: undetermined aws_db_instance.replica
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {
  input = "pg_stat_statements"
}
resource "aws_rds_cluster_parameter_group" "main" {
  name   = "main"
  family = "aurora-postgresql17"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name  = "shared_preload_libraries"
    value = terraform_data.unknown.output
  }
}
resource "aws_rds_cluster" "value" {
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name
}
resource "aws_rds_cluster" "group" {
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = terraform_data.unknown.id
}
resource "aws_rds_cluster" "elsewhere" {
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = "elsewhere"
}
resource "aws_db_instance" "replica" {
  instance_class      = "db.t4g.medium"
  replicate_source_db = "source"
}
