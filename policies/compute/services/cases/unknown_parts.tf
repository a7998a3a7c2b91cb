# A number, a size, a task definition and a name that are not known; the nameless one may be any that is not there.
#
# expect: undetermined aws_ecs_service.core_api
# expect: undetermined aws_ecs_service.clinic
# expect: undetermined aws_ecs_service.portal
# expect: undetermined aws_ecs_service.nameless
# expect: undetermined missing:console
# expect: undetermined missing:pgbouncer

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "core_api" {
  family                = "restartix-production-core-api"
  cpu                   = 1024
  memory                = 2048
  container_definitions = jsonencode([{ name = "core-api", image = "core-api" }])
}

resource "aws_ecs_task_definition" "clinic" {
  family                = "restartix-production-clinic"
  cpu                   = terraform_data.unknown.output
  memory                = 1024
  container_definitions = jsonencode([{ name = "clinic", image = "clinic" }])
}

resource "aws_ecs_service" "core_api" {
  name            = "core-api"
  task_definition = aws_ecs_task_definition.core_api.arn
  desired_count   = length(terraform_data.unknown.output)
}

resource "aws_ecs_service" "clinic" {
  name            = "clinic"
  task_definition = aws_ecs_task_definition.clinic.arn
  desired_count   = 2
}

resource "aws_ecs_service" "portal" {
  name            = "portal"
  task_definition = terraform_data.unknown.output
  desired_count   = 2
}

resource "aws_ecs_service" "nameless" {
  name            = terraform_data.unknown.output
  task_definition = aws_ecs_task_definition.clinic.arn
}
