# A retention and a name that are known only after the apply: the group may be any that is not there.
# expect: undetermined aws_cloudwatch_log_group.this["core-api"]
# expect: undetermined aws_cloudwatch_log_group.later
# expect: pass aws_cloudwatch_log_group.database
# expect: undetermined missing:/ecs/restartix-production/clinic
# expect: undetermined missing:/ecs/restartix-production/portal
# expect: undetermined missing:/ecs/restartix-production/console
# expect: undetermined missing:/ecs/restartix-production/pgbouncer
resource "terraform_data" "unknown" {}
locals {
  groups = {
    core-api = length(terraform_data.unknown.id)
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
resource "aws_cloudwatch_log_group" "later" {
  name              = terraform_data.unknown.id
  retention_in_days = 30
}
variable "environment" {
  default = "production"
}
