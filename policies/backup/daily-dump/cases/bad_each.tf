# Off, at another time, in another zone, until a day, under another role and with a task of another.
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump state
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump end_date
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump schedule_expression
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump schedule_expression_timezone
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump target
# expect: fail aws_scheduler_schedule.dump at aws_scheduler_schedule.dump target
resource "terraform_data" "unknown" {}
resource "aws_scheduler_schedule" "dump" {
  name                = "dump"
  state               = "DISABLED"
  schedule_expression = "cron(0 4 1 * ? *)"
  schedule_expression_timezone = "Europe/Bucharest"
  end_date = "2040-01-01T00:00:00Z"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/restartix-production"
    role_arn = "arn:aws:iam::123456789012:role/restartix-production-scheduler"
    input = jsonencode({ taskRoleArn = "arn:aws:iam::123456789012:role/other" })
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
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-task"
  container_definitions = jsonencode([{ name = "dump", image = "x" }])
}
variable "environment" {
  default = "production"
}
