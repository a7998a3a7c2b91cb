# Off, at another time, in another zone, until a day, under another role and with a task of another.
# expect: pass aws_scheduler_schedule.dump
resource "terraform_data" "unknown" {}
resource "aws_scheduler_schedule" "dump" {
  name                = "dump"
  state               = "ENABLED"
  schedule_expression = "cron(0 4 * * ? *)"
  schedule_expression_timezone = "UTC"
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
resource "aws_ecs_task_definition" "dump" {
  family                = "restartix-production-daily-dump"
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-backup"
  container_definitions = jsonencode([{ name = "dump", image = "x" }])
}
variable "environment" {
  default = "production"
}
