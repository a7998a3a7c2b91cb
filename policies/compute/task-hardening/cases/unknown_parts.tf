# The network, the family and all containers are not known.
#
# expect: undetermined aws_ecs_task_definition.network
# expect: undetermined aws_ecs_task_definition.family
# expect: undetermined aws_ecs_task_definition.all

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "network" {
  family       = "network"
  network_mode = terraform_data.unknown.output == "x" ? "host" : "awsvpc"

  container_definitions = jsonencode([
    { name = "a", image = "a", readonlyRootFilesystem = true, logConfiguration = { logDriver = "awslogs" } },
  ])
}

resource "aws_ecs_task_definition" "family" {
  family                = terraform_data.unknown.output
  container_definitions = jsonencode([{ name = "a", image = "a", logConfiguration = { logDriver = "awslogs" } }])
}

resource "aws_ecs_task_definition" "all" {
  family                = "all"
  container_definitions = terraform_data.unknown.output
}
