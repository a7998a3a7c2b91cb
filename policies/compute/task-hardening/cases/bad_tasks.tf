# Privileged, to be written, without logs, and on its host's network; a root file system that is not named is one to be written, in
# another environment's pooler too. That the size is not known excuses nothing.
#
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main network_mode
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[0].privileged
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[0].readonlyRootFilesystem
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[1].logConfiguration
# expect: fail aws_ecs_task_definition.other at aws_ecs_task_definition.other container_definitions[0].readonlyRootFilesystem

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "main" {
  family       = "main"
  network_mode = "host"
  cpu          = terraform_data.unknown.output

  container_definitions = jsonencode([
    { name = "a", image = "a", privileged = true, readonlyRootFilesystem = false, logConfiguration = { logDriver = "awslogs" } },
    { name = "b", image = "b", readonlyRootFilesystem = true },
  ])
}

resource "aws_ecs_task_definition" "other" {
  family                = "restartix-staging-pgbouncer"
  container_definitions = jsonencode([{ name = "pgbouncer", image = "pgbouncer", logConfiguration = { logDriver = "awslogs" } }])
}
