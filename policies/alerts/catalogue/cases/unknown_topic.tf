# Which topic, and the name of another alarm, are known only after the apply.
# expect: undetermined aws_cloudwatch_metric_alarm.this["target-errors"]
# expect: undetermined aws_cloudwatch_metric_alarm.later
# expect: undetermined missing:restartix-staging-unhealthy-targets-clinic
# expect: undetermined missing:restartix-staging-unhealthy-targets-portal
# expect: undetermined missing:restartix-staging-unhealthy-targets-console
# expect: undetermined missing:restartix-staging-unhealthy-targets-core-api
# expect: undetermined missing:restartix-staging-task-failures
# expect: undetermined missing:restartix-staging-restart-loops
# expect: undetermined missing:restartix-staging-nat-errors
# expect: undetermined missing:restartix-staging-database-cpu
resource "terraform_data" "unknown" {}
locals {
  alarms = {
    target-errors = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_Target_5XX_Count", statistic = "Sum", extended_statistic = null, period = 60, evaluation_periods = 5, threshold = 10, comparison_operator = "GreaterThanThreshold" }
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
  alarm_actions       = [terraform_data.unknown.id]
}
resource "aws_cloudwatch_metric_alarm" "later" {
  alarm_name          = terraform_data.unknown.id
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "m"
  namespace           = "n"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
}
variable "environment" {
  default = "staging"
}
