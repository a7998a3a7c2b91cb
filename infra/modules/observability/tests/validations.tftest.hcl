# What the module refuses, and what becomes of an alarm.

mock_provider "aws" {}

variables {
  account_id                = "123456789012"
  region                    = "eu-central-1"
  topic                     = "restartix-alerts-production"
  role                      = "restartix-production-alerts"
  dashboard                 = "restartix-production"
  alarm_name                = "restartix-production-*"
  recipients                = { address = "platform@example.com", slack_workspace_id = "T0123456789", slack_channel_id = "C0123456789" }
  sources                   = { load_balancer = "AWS/ApplicationELB", target_groups = "AWS/ApplicationELB", database = "AWS/RDS" }
  cluster                   = "restartix-production"
  services                  = ["clinic", "portal"]
  schedule_group            = "restartix-production"
  load_balancer             = "restartix-production"
  load_balancer_arn_suffix  = "app/restartix-production/1"
  target_group_arn_suffixes = { clinic = "targetgroup/clinic/1", portal = "targetgroup/portal/1" }
  nat_id                    = "nat-1"
  database                  = { DBInstanceIdentifier = "restartix-production" }

  alarms = {
    slow      = { of = "load_balancer", metric = "TargetResponseTime", statistic = "p99", above = 2, seconds = 60, times = 5 }
    unhealthy = { of = "target_groups", metric = "UnHealthyHostCount", statistic = "Maximum", above = 0, seconds = 60, times = 5 }
    storage   = { of = "database", metric = "FreeStorageSpace", statistic = "Minimum", below = 5368709120, seconds = 60, times = 5 }
  }
}

run "as_it_is" {
  command = plan

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(["slow", "unhealthy-clinic", "unhealthy-portal", "storage"])
    error_message = "Every alarm once, and of target groups one for each."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["slow"].extended_statistic == "p99" && aws_cloudwatch_metric_alarm.this["slow"].comparison_operator == "GreaterThanThreshold"
    error_message = "A percentile above a value is another alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["storage"].comparison_operator == "LessThanThreshold" && aws_cloudwatch_metric_alarm.this["storage"].threshold == 5368709120
    error_message = "What runs out is not below a value."
  }

  assert {
    condition     = alltrue([for alarm in values(aws_cloudwatch_metric_alarm.this) : alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:restartix-alerts-production"])])
    error_message = "An alarm that tells nobody."
  }
}

run "above_and_below" {
  command = plan

  variables {
    alarms = { both = { of = "database", metric = "CPUUtilization", statistic = "Average", above = 90, below = 10, seconds = 60, times = 5 } }
  }

  expect_failures = [var.alarms]
}

run "of_nothing" {
  command = plan

  variables {
    alarms = { lost = { of = "cache", metric = "CPUUtilization", statistic = "Average", above = 90, seconds = 60, times = 5 } }
  }

  expect_failures = [var.alarms]
}

run "half_a_minute" {
  command = plan

  variables {
    alarms = { quick = { of = "database", metric = "CPUUtilization", statistic = "Average", above = 90, seconds = 30, times = 5 } }
  }

  expect_failures = [var.alarms]
}

run "alarms_of_everybody" {
  command = plan

  variables {
    alarm_name = "*"
  }

  expect_failures = [var.alarm_name]
}

run "two_databases" {
  command = plan

  variables {
    database = { DBInstanceIdentifier = "a", DBClusterIdentifier = "b" }
  }

  expect_failures = [var.database]
}
