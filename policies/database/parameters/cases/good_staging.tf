# A cluster with a group of its own, that preloads another library too; members without a group, with AWS's own, and with one that agrees.
# expect: pass aws_rds_cluster.main
# expect: pass aws_rds_cluster_instance.bare
# expect: pass aws_rds_cluster_instance.own
# expect: pass aws_rds_cluster_instance.agrees
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster_parameter_group" "main" {
  name   = "main"
  family = "aurora-postgresql17"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name         = "shared_preload_libraries"
    value        = "auto_explain, pg_stat_statements"
    apply_method = "pending-reboot"
  }
}
resource "aws_db_parameter_group" "member" {
  name   = "member"
  family = "aurora-postgresql17"
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}
resource "aws_rds_cluster" "main" {
  cluster_identifier              = "main"
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name
}
resource "aws_rds_cluster_instance" "bare" {
  identifier         = terraform_data.unknown.id
  cluster_identifier = aws_rds_cluster.main.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
resource "aws_rds_cluster_instance" "own" {
  cluster_identifier      = aws_rds_cluster.main.cluster_identifier
  engine                  = "aurora-postgresql"
  instance_class          = "db.serverless"
  db_parameter_group_name = "default.aurora-postgresql17"
}
resource "aws_rds_cluster_instance" "agrees" {
  cluster_identifier      = aws_rds_cluster.main.cluster_identifier
  engine                  = "aurora-postgresql"
  instance_class          = "db.serverless"
  db_parameter_group_name = aws_db_parameter_group.member.name
}
