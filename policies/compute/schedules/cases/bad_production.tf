# One that is off, at other times and starts another task; one by staging's clock, and large. The role is not known, which excuses nothing.
#
# expect: fail aws_scheduler_schedule.roll at aws_scheduler_schedule.roll state
# expect: fail aws_scheduler_schedule.roll at aws_scheduler_schedule.roll schedule_expression
# expect: fail aws_scheduler_schedule.roll at aws_scheduler_schedule.roll schedule_expression_timezone
# expect: fail aws_scheduler_schedule.roll at aws_scheduler_schedule.roll target[0].ecs_parameters[0].task_definition_arn
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check schedule_expression
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check flexible_time_window[0].mode
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check target[0].input.cpu
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check target[0].input.memory
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check target[0].input.containerOverrides[0].command[0]
# expect: fail aws_scheduler_schedule.check at aws_scheduler_schedule.check target[0].ecs_parameters[0].task_definition_arn
# expect: fail missing:usage-quota-reset
# expect: fail missing:usage-summary-rollup
# expect: fail missing:expired-sessions-sweep

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_scheduler_schedule" "roll" {
  name                         = "audit-partition-roll"
  schedule_expression          = "cron(0 2 L * ? *)"
  schedule_expression_timezone = "Europe/Bucharest"
  state                        = "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = terraform_data.unknown.output
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = ["audit-partition-roll"] }] })

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-staging-core-api"
    }
  }
}

resource "aws_scheduler_schedule" "check" {
  name                         = "check-providers"
  schedule_expression          = "cron(0/5 * ? * MON-FRI *)"
  schedule_expression_timezone = "Europe/Bucharest"

  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }

  target {
    arn      = "arn:aws:sqs:eu-central-1:123456789012:queue"
    role_arn = "arn:aws:iam::123456789012:role/main"
  }
}
