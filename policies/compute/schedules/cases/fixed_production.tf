# One that is off, at other times and starts another task; one by staging's clock, and large. The role is not known, which excuses nothing.
#
# expect: pass aws_scheduler_schedule.roll
# expect: pass aws_scheduler_schedule.check
# expect: pass aws_scheduler_schedule.rest["usage-quota-reset"]
# expect: pass aws_scheduler_schedule.rest["usage-summary-rollup"]
# expect: pass aws_scheduler_schedule.rest["expired-sessions-sweep"]

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_scheduler_schedule" "roll" {
  name                         = "audit-partition-roll"
  schedule_expression          = "cron(0 2 1 * ? *)"
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = terraform_data.unknown.output
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = ["audit-partition-roll"] }] })

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-core-api"
    }
  }
}

resource "aws_scheduler_schedule" "check" {
  name                         = "check-providers"
  schedule_expression          = "rate(1 minute)"
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = "arn:aws:iam::123456789012:role/main"
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = ["check-providers"] }] })

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-core-api"
    }
  }
}

resource "aws_scheduler_schedule" "rest" {
  for_each = {
    usage-quota-reset      = "cron(5 0 1 * ? *)"
    usage-summary-rollup   = "cron(0 3 1 * ? *)"
    expired-sessions-sweep = "rate(15 minutes)"
  }

  name                         = each.key
  schedule_expression          = each.value
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = "arn:aws:iam::123456789012:role/main"
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = [each.key] }] })

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-core-api"
    }
  }
}
