# Privileged, to be written, without logs, and on its host's network; a root file system that is not named is one to be written, in
# another environment's pooler too. That the size is not known excuses nothing.
#
# expect: pass aws_ecs_task_definition.main
# expect: pass aws_ecs_task_definition.other

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "main" {
  family       = "main"
  network_mode = "awsvpc"
  cpu          = terraform_data.unknown.output

  container_definitions = jsonencode([
    { name = "a", image = "a", readonlyRootFilesystem = true, logConfiguration = { logDriver = "awslogs" } },
    { name = "b", image = "b", readonlyRootFilesystem = true, logConfiguration = { logDriver = "awslogs" } },
  ])
}

resource "aws_ecs_task_definition" "other" {
  family                = "restartix-staging-pgbouncer"
  container_definitions = jsonencode([{ name = "pgbouncer", image = "pgbouncer", readonlyRootFilesystem = true, logConfiguration = { logDriver = "awslogs" } }])
}
