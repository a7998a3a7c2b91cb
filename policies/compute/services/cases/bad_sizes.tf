# Too few, too many, too small and too large; the others are not there. That the containers are not known excuses nothing.
#
# expect: fail aws_ecs_service.core_api at aws_ecs_service.core_api desired_count
# expect: fail aws_ecs_service.console at aws_ecs_service.console desired_count
# expect: fail aws_ecs_service.clinic at aws_ecs_task_definition.clinic cpu
# expect: fail aws_ecs_service.clinic at aws_ecs_task_definition.clinic memory
# expect: not-applicable aws_ecs_service.other
# expect: fail missing:portal
# expect: fail missing:pgbouncer

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "clinic" {
  family                = "restartix-production-clinic"
  cpu                   = 256
  memory                = 2048
  container_definitions = jsonencode([{ name = "clinic", image = terraform_data.unknown.output }])
}

resource "aws_ecs_task_definition" "core_api" {
  family                = "restartix-production-core-api"
  cpu                   = 1024
  memory                = 2048
  container_definitions = jsonencode([{ name = "core-api", image = "core-api" }])
}

resource "aws_ecs_service" "clinic" {
  name            = "clinic"
  task_definition = aws_ecs_task_definition.clinic.arn
  desired_count   = 2
}

resource "aws_ecs_service" "core_api" {
  name            = "core-api"
  task_definition = aws_ecs_task_definition.core_api.arn
  desired_count   = 11
}

resource "aws_ecs_service" "console" {
  name            = "console"
  task_definition = terraform_data.unknown.output
}

resource "aws_ecs_service" "other" {
  name            = "other"
  task_definition = "other"
}
