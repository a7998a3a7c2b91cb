# What wakes somebody: the topic that tells people, and the alarms that tell the topic.

locals {
  # Built: in the plan an alarm then says where it goes, and the topic's policy who may write to it.
  topic_arn  = "arn:aws:sns:${var.region}:${var.account_id}:${aws_sns_topic.alerts.name}"
  alarm_arns = { for name in keys(local.alarms) : name => "arn:aws:cloudwatch:${var.region}:${var.account_id}:alarm:${replace(var.alarm_name, "*", name)}" }

  # By the alarm's name, each with its metric's dimensions. Target groups have an alarm each: of a sum nobody could tell whose it is.
  alarms = merge(
    { for name, alarm in var.alarms : name => merge(alarm, { dimensions = local.dimensions[alarm.of] }) if alarm.of != "target_groups" },
    merge([
      for name, alarm in var.alarms : {
        for service, suffix in var.target_group_arn_suffixes : "${name}-${service}" =>
        merge(alarm, { dimensions = { LoadBalancer = var.load_balancer_arn_suffix, TargetGroup = suffix } })
      } if alarm.of == "target_groups"
    ]...),
  )

  dimensions = {
    load_balancer = { LoadBalancer = var.load_balancer_arn_suffix }
    task_failures = { RuleName = aws_cloudwatch_event_rule.task_failures.name }
    restart_loops = { RuleName = aws_cloudwatch_event_rule.restart_loops.name }
    schedules     = { ScheduleGroup = var.schedule_group }
    nat_gateway   = { NatGatewayId = var.nat_id }
    nat_instance  = { InstanceId = var.nat_id }
    database      = var.database
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = replace(var.alarm_name, "*", each.key)
  alarm_description   = "${each.value.statistic} of ${each.value.metric}, ${each.value.times} times in a row. In every period of ${each.value.seconds} s."
  namespace           = var.sources[each.value.of]
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  period              = each.value.seconds
  evaluation_periods  = each.value.times
  datapoints_to_alarm = each.value.times
  comparison_operator = each.value.above == null ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = each.value.above == null ? each.value.below : each.value.above

  # Without requests, or with a paused database, there is nothing to count. An instance that says nothing has gone.
  treat_missing_data = each.value.of == "nat_instance" ? "breaching" : "notBreaching"

  alarm_actions = [local.topic_arn]
  ok_actions    = [local.topic_arn]
}

# ----------------------------------------------------------------------------------------------------------------------
# What no metric of ECS says. A rule counts what it matches, as a metric of its own; it needs no target for that.

# A task that nobody starts again: a scheduled one, a migration, a dump.
resource "aws_cloudwatch_event_rule" "task_failures" {
  name        = replace(var.alarm_name, "*", "task-failures")
  description = "Tasks of no service that ended in an error or did not start"

  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      clusterArn = [local.cluster_arn]
      lastStatus = ["STOPPED"]
      group      = [{ anything-but = { prefix = "service:" } }]
      "$or" = [
        { containers = { exitCode = [{ anything-but = [0] }] } },
        { stopCode = ["TaskFailedToStart"] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_rule" "restart_loops" {
  name        = replace(var.alarm_name, "*", "restart-loops")
  description = "Services whose tasks start and stop again and again"

  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Service Action"]
    detail = {
      clusterArn = [local.cluster_arn]
      eventName  = ["SERVICE_TASK_START_IMPAIRED"]
    }
  })
}

locals {
  cluster_arn = "arn:aws:ecs:${var.region}:${var.account_id}:cluster/${var.cluster}"
}
