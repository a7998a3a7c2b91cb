# What a schedule starts, and with what, is known only after the apply.
# expect: undetermined aws_scheduler_schedule.later
# expect: undetermined missing:restartix-production-daily-dump
resource "terraform_data" "unknown" {}
resource "aws_scheduler_schedule" "later" {
  name                = "later"
  state               = "ENABLED"
  schedule_expression = "cron(0 4 * * ? *)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/restartix-production"
    role_arn = "arn:aws:iam::123456789012:role/restartix-production-scheduler"
    ecs_parameters {
      task_definition_arn = terraform_data.unknown.id
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
