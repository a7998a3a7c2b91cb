# Too few, too many, too small and too large; the others are not there. That the containers are not known excuses nothing.
#
# expect: pass aws_ecs_service.core_api
# expect: undetermined aws_ecs_service.console
# expect: pass aws_ecs_service.clinic
# expect: not-applicable aws_ecs_service.other
# expect: pass aws_ecs_service.portal
# expect: pass aws_ecs_service.pgbouncer

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "clinic" {
  family                = "restartix-production-clinic"
  cpu                   = 512
  memory                = 1024
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
  desired_count   = 10
}

resource "aws_ecs_service" "console" {
  name            = "console"
  task_definition = terraform_data.unknown.output
  desired_count   = 1
}

resource "aws_ecs_task_definition" "portal" {
  family                = "restartix-production-portal"
  cpu                   = 512
  memory                = 1024
  container_definitions = jsonencode([{ name = "portal", image = terraform_data.unknown.output }])
}

resource "aws_ecs_service" "portal" {
  name            = "portal"
  task_definition = aws_ecs_task_definition.portal.arn
  desired_count   = 2
}

resource "aws_ecs_task_definition" "pgbouncer" {
  family                = "restartix-production-pgbouncer"
  cpu                   = 256
  memory                = 512
  container_definitions = jsonencode([{ name = "pgbouncer", image = terraform_data.unknown.output }])
}

resource "aws_ecs_service" "pgbouncer" {
  name            = "pgbouncer"
  task_definition = aws_ecs_task_definition.pgbouncer.arn
  desired_count   = 2
}

resource "aws_ecs_service" "other" {
  name            = "other"
  task_definition = "other"
}
