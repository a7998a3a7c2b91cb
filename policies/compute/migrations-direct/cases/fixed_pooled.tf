# Given another environment's URL, the pooler's as well, and kept by a service. Its role is not known, which excuses nothing.
#
# expect: pass aws_ecs_task_definition.migrations

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

    secrets = [
      {
        name      = "DATABASE_DIRECT_URL"
        valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/database:DATABASE_DIRECT_URL::"
      },
    ]
  }])
}
