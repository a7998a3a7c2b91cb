# The table of production, and a group that is not in it.
# expect: pass aws_cloudwatch_log_group.this["core-api"]
# expect: pass aws_cloudwatch_log_group.this["clinic"]
# expect: pass aws_cloudwatch_log_group.this["portal"]
# expect: pass aws_cloudwatch_log_group.this["console"]
# expect: pass aws_cloudwatch_log_group.this["pgbouncer"]
# expect: pass aws_cloudwatch_log_group.database
resource "terraform_data" "unknown" {}
locals {
  groups = {
    core-api = 90
    clinic = 30
    portal = 30
    console = 30
    pgbouncer = 14
  }
}
resource "aws_cloudwatch_log_group" "this" {
  for_each          = local.groups
  name              = "/ecs/restartix-production/${each.key}"
  retention_in_days = each.value
}
resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/instance/restartix-production/postgresql"
  retention_in_days = 90
  tags              = { note = terraform_data.unknown.id }
}
resource "aws_cloudwatch_log_group" "other" {
  name = "other"
}
variable "environment" {
  default = "production"
}
