# Given the one URL, and started by nothing here. What its role is is not known, and does not matter.
#
# expect: pass aws_ecs_task_definition.migrations
# expect: not-applicable aws_ecs_task_definition.other

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "migrations" {
  family        = "restartix-production-migrations"
  task_role_arn = terraform_data.unknown.output

  container_definitions = jsonencode([{
    name  = "migrations"
    image = "a"

    environment = [{ name = "VERBOSE", value = "1" }]

    secrets = [{
      name      = "DATABASE_DIRECT_URL"
      valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/database:DATABASE_DIRECT_URL::"
    }]
  }])
}

resource "aws_ecs_task_definition" "other" {
  family                = "other"
  container_definitions = jsonencode([{ name = "other", image = "a" }])
}

resource "aws_ecs_service" "other" {
  name            = "other"
  task_definition = aws_ecs_task_definition.other.arn
}
