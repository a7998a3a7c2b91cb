# Nothing migrates.
#
# expect: fail missing:restartix-production-migrations

variable "environment" {
  default = "production"
}

resource "aws_ecs_task_definition" "other" {
  family                = "other"
  container_definitions = jsonencode([{ name = "other", image = "a" }])
}
