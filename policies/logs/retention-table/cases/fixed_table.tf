# Too short, for ever, of a service that is switched off and there all the same, and two that are missing.
# expect: pass aws_cloudwatch_log_group.this["core-api"]
# expect: pass aws_cloudwatch_log_group.this["clinic"]
# expect: pass aws_cloudwatch_log_group.this["telemetry-api"]
# expect: pass aws_cloudwatch_log_group.this["pgbouncer"]
# expect: pass aws_cloudwatch_log_group.database
# expect: pass aws_cloudwatch_log_group.this["portal"]
# expect: pass aws_cloudwatch_log_group.this["console"]
resource "terraform_data" "unknown" {}
locals {
  groups = {
    core-api = 90
    clinic = 30
    portal = 30
    console = 30
    telemetry-api = 90
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
