# What the containers are, what a task is called, and what a service runs, is not known.
#
# expect: undetermined aws_ecs_task_definition.migrations
# expect: undetermined aws_ecs_task_definition.nameless

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "migrations" {
  family                = "restartix-production-migrations"
  container_definitions = terraform_data.unknown.output
}

resource "aws_ecs_task_definition" "nameless" {
  family                = terraform_data.unknown.output
  container_definitions = jsonencode([{ name = "other", image = "a" }])
}

resource "aws_ecs_service" "some" {
  name            = "some"
  task_definition = terraform_data.unknown.output
}
