# Too short, for ever, of a service that is switched off and there all the same, and two that are missing.
# expect: fail aws_cloudwatch_log_group.this["core-api"] at aws_cloudwatch_log_group.this["core-api"] retention_in_days
# expect: fail aws_cloudwatch_log_group.this["clinic"]
# expect: fail aws_cloudwatch_log_group.this["telemetry-api"]
# expect: pass aws_cloudwatch_log_group.this["pgbouncer"]
# expect: pass aws_cloudwatch_log_group.database
# expect: fail missing:/ecs/restartix-production/portal
# expect: fail missing:/ecs/restartix-production/console
resource "terraform_data" "unknown" {}
locals {
  groups = {
    core-api = 30
    clinic = 0
    telemetry-api = 7
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
variable "environment" {
  default = "production"
}
