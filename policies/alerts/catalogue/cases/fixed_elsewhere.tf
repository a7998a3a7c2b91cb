# To another topic, to none, and others that are missing.
# expect: pass aws_cloudwatch_metric_alarm.this["target-errors"]
# expect: pass aws_cloudwatch_metric_alarm.this["unhealthy-targets-clinic"]
# expect: pass aws_cloudwatch_metric_alarm.this["unhealthy-targets-portal"]
# expect: pass aws_cloudwatch_metric_alarm.this["unhealthy-targets-console"]
# expect: pass aws_cloudwatch_metric_alarm.this["unhealthy-targets-core-api"]
# expect: pass aws_cloudwatch_metric_alarm.this["task-failures"]
# expect: pass aws_cloudwatch_metric_alarm.this["restart-loops"]
# expect: pass aws_cloudwatch_metric_alarm.this["nat-errors"]
# expect: pass aws_cloudwatch_metric_alarm.this["database-cpu"]
resource "terraform_data" "unknown" {}
locals {
  alarms = {
    target-errors = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_Target_5XX_Count", statistic = "Sum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 10, comparison_operator = "GreaterThanThreshold" }
    unhealthy-targets-clinic = { namespace = "AWS/ApplicationELB", metric_name = "UnHealthyHostCount", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    unhealthy-targets-portal = { namespace = "AWS/ApplicationELB", metric_name = "UnHealthyHostCount", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    unhealthy-targets-console = { namespace = "AWS/ApplicationELB", metric_name = "UnHealthyHostCount", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    unhealthy-targets-core-api = { namespace = "AWS/ApplicationELB", metric_name = "UnHealthyHostCount", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    task-failures = { namespace = "AWS/Events", metric_name = "TriggeredRules", statistic = "Sum", extended_statistic = null, period = 300, evaluation_periods = 1, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    restart-loops = { namespace = "AWS/Events", metric_name = "TriggeredRules", statistic = "Sum", extended_statistic = null, period = 300, evaluation_periods = 1, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    nat-errors = { namespace = "AWS/EC2", metric_name = "StatusCheckFailed", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 2, threshold = 0, comparison_operator = "GreaterThanThreshold" }
    database-cpu = { namespace = "AWS/RDS", metric_name = "CPUUtilization", statistic = "Average", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 90, comparison_operator = "GreaterThanThreshold" }
  }
}
resource "aws_sns_topic" "a" {
  name = "restartix-alerts-staging"
}
resource "aws_sns_topic" "other" {
  name = "other"
}
resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = "restartix-staging-${each.key}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  statistic           = each.value.statistic
  extended_statistic  = each.value.extended_statistic
  period              = each.value.period
  evaluation_periods  = each.value.evaluation_periods
  threshold           = each.value.threshold
  comparison_operator = each.value.comparison_operator
  dimensions          = { LoadBalancer = terraform_data.unknown.id }
  alarm_actions       = [aws_sns_topic.a.arn]
}
variable "environment" {
  default = "staging"
}
