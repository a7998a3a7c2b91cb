# To another topic, to none, and others that are missing.
# expect: fail aws_cloudwatch_metric_alarm.this["target-errors"] at aws_cloudwatch_metric_alarm.this["target-errors"] alarm_actions
# expect: fail aws_cloudwatch_metric_alarm.this["unhealthy-targets-clinic"] at aws_cloudwatch_metric_alarm.this["unhealthy-targets-clinic"] alarm_actions
# expect: fail missing:restartix-staging-unhealthy-targets-portal
# expect: fail missing:restartix-staging-unhealthy-targets-console
# expect: fail missing:restartix-staging-unhealthy-targets-core-api
# expect: fail missing:restartix-staging-task-failures
# expect: fail missing:restartix-staging-restart-loops
# expect: fail missing:restartix-staging-nat-errors
# expect: fail missing:restartix-staging-database-cpu
resource "terraform_data" "unknown" {}
locals {
  alarms = {
    target-errors = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_Target_5XX_Count", statistic = "Sum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 10, comparison_operator = "GreaterThanThreshold" }
    unhealthy-targets-clinic = { namespace = "AWS/ApplicationELB", metric_name = "UnHealthyHostCount", statistic = "Maximum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 0, comparison_operator = "GreaterThanThreshold" }
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
  alarm_actions       = each.key == "target-errors" ? ["arn:aws:sns:eu-central-1:123456789012:other"] : []
}
variable "environment" {
  default = "staging"
}
