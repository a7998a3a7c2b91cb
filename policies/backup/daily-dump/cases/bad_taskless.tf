# There is no such task.
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump target
resource "terraform_data" "unknown" {}
resource "aws_scheduler_schedule" "dump" {
  name                = "dump"
  state               = "ENABLED"
  schedule_expression = "cron(0 4 * * ? *)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/restartix-production"
    role_arn = "arn:aws:iam::123456789012:role/restartix-production-scheduler"
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-daily-dump"
      network_configuration {
        subnets = [terraform_data.unknown.id]
      }
    }
  }
}
variable "environment" {
  default = "production"
}
