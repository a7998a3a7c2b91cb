# Nothing starts it.
# expect: fail missing:restartix-production-daily-dump
resource "terraform_data" "unknown" {}
resource "aws_ecs_task_definition" "dump" {
  family                = "restartix-production-daily-dump"
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-backup"
  container_definitions = jsonencode([{ name = "dump", image = "x" }])
}
resource "aws_scheduler_schedule" "other" {
  name                = "other"
  state               = "ENABLED"
  schedule_expression = "cron(0 4 * * ? *)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/restartix-production"
    role_arn = "arn:aws:iam::123456789012:role/restartix-production-scheduler"
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-core-api"
      network_configuration {
        subnets = [terraform_data.unknown.id]
      }
    }
  }
}
variable "environment" {
  default = "production"
}
