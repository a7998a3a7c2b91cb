# What is passed to the task, and its family, are known only after the apply.
# expect: undetermined aws_scheduler_schedule.dump
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
    input = terraform_data.unknown.id
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-daily-dump"
      network_configuration {
        subnets = [terraform_data.unknown.id]
      }
    }
  }
}
resource "aws_ecs_task_definition" "dump" {
  family                = terraform_data.unknown.id
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-backup"
  container_definitions = jsonencode([{ name = "dump", image = "x" }])
}
variable "environment" {
  default = "production"
}
