# Every log group is declared with its retention before anything can write to it: a group that a service creates on its
# own keeps its logs for ever.

resource "aws_cloudwatch_log_group" "ecs" {
  for_each = var.services

  name              = each.value.group
  retention_in_days = each.value.retention_days
}
