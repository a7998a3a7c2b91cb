# A task as it has to be, and one that sessions may write on. Its size is not known, and does not matter.
#
# expect: pass aws_ecs_task_definition.main
# expect: pass aws_ecs_task_definition.pgbouncer

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
    { name = "b", image = "b", privileged = false, readonlyRootFilesystem = true, logConfiguration = { logDriver = "awsfirelens" } },
  ])
}

resource "aws_ecs_task_definition" "pgbouncer" {
  family                = "restartix-production-pgbouncer"
  container_definitions = jsonencode([{ name = "pgbouncer", image = "pgbouncer", logConfiguration = { logDriver = "awslogs" } }])
}
