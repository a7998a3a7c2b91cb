# Nothing pools.
#
# expect: fail missing:pgbouncer

variable "environment" {
  default = "production"
}

resource "aws_ecs_service" "other" {
  name            = "other"
  task_definition = "other"
}
