# A value in other units, one that is not set, AWS's own group, and no group at all.
# expect: pass aws_db_instance.main
# expect: pass aws_db_instance.own
# expect: pass aws_db_instance.none
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
locals {
  parameters = {
    "shared_buffers"           = "131072"
    "effective_cache_size"     = "393216"
    "work_mem"                 = "32768"
    "maintenance_work_mem"     = "262144"
    "max_connections"          = "200"
    "rds.force_ssl"            = "1"
    "shared_preload_libraries" = "pg_stat_statements"
  }
}
resource "aws_db_parameter_group" "main" {
  name   = "main"
  family = "postgres17"
  dynamic "parameter" {
    for_each = local.parameters
    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}
resource "aws_db_instance" "main" {
  identifier           = terraform_data.unknown.id
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.main.name
}
resource "aws_db_instance" "own" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.main.name
}
resource "aws_db_instance" "none" {
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.medium"

  parameter_group_name = aws_db_parameter_group.main.name
}
