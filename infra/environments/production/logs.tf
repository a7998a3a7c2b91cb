# Every log group is declared with its retention before anything can write to it: a group that a service creates on its
# own keeps its logs for ever.

resource "aws_cloudwatch_log_group" "ecs" {
  # telemetry's group comes with telemetry, by the scope's profile.
  for_each = { for service, log in local.scope.logs.services : service => log if local.telemetry || !try(log.telemetry, false) }

  name              = each.value.group
  retention_in_days = each.value.retention_days
}
