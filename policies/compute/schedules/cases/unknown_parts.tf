# The times, what is started and what a schedule is called are not known.
#
# expect: undetermined aws_scheduler_schedule.roll
# expect: undetermined aws_scheduler_schedule.check
# expect: undetermined aws_scheduler_schedule.nameless
# expect: undetermined missing:usage-quota-reset
# expect: undetermined missing:usage-summary-rollup
# expect: undetermined missing:expired-sessions-sweep

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_scheduler_schedule" "roll" {
  name                = "audit-partition-roll"
  schedule_expression = terraform_data.unknown.output

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = "arn:aws:iam::123456789012:role/main"
    input    = jsonencode({ cpu = "256", memory = "512", containerOverrides = [{ name = "core-api", command = ["audit-partition-roll"] }] })

    ecs_parameters {
      task_definition_arn = terraform_data.unknown.output
    }
  }
}

# Its task is known by its link.
resource "aws_ecs_task_definition" "core_api" {
  family                = "restartix-production-core-api"
  container_definitions = jsonencode([{ name = "core-api", image = "a" }])
}

resource "aws_scheduler_schedule" "check" {
  name                = "check-providers"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = "arn:aws:iam::123456789012:role/main"
    input    = terraform_data.unknown.output

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.core_api.arn
    }
  }
}

resource "aws_scheduler_schedule" "nameless" {
  name                = terraform_data.unknown.output
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:sqs:eu-central-1:123456789012:queue"
    role_arn = "arn:aws:iam::123456789012:role/main"
  }
}
