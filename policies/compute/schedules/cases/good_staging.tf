# All five, some of them written otherwise. What their role is is not known, and does not matter.
#
# expect: pass aws_scheduler_schedule.main["audit-partition-roll"]
# expect: pass aws_scheduler_schedule.main["usage-quota-reset"]
# expect: pass aws_scheduler_schedule.main["usage-summary-rollup"]
# expect: pass aws_scheduler_schedule.main["check-providers"]
# expect: pass aws_scheduler_schedule.main["expired-sessions-sweep"]
# expect: not-applicable aws_scheduler_schedule.other

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  schedules = {
    audit-partition-roll   = ["cron(0 2 1 1-12 ? *)", "UTC"]
    usage-quota-reset      = ["cron(5 0 1 * ? *)", "UTC"]
    usage-summary-rollup   = ["cron(0 3 1 * ? *)", null]
    check-providers        = ["cron(*/5 7-17 ? * 2-6 *)", "Europe/Bucharest"]
    expired-sessions-sweep = ["cron(0,15,30,45 7-17 ? * MON-FRI *)", "Europe/Bucharest"]
  }
}

resource "aws_scheduler_schedule" "main" {
  for_each = local.schedules

  name                         = each.key
  schedule_expression          = each.value[0]
  schedule_expression_timezone = each.value[1]

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = terraform_data.unknown.output
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = [each.key] }] })

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-staging-core-api:7"
    }
  }
}

resource "aws_scheduler_schedule" "other" {
  name                = "other"
  schedule_expression = "rate(7 minutes)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:sqs:eu-central-1:123456789012:other"
    role_arn = "arn:aws:iam::123456789012:role/main"
  }
}
