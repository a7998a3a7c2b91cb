# Each way in which an image is not fixed, or is somebody else's. Whose account it is is not known of the last, nor needed.
#
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[0].image
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[1].image
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[2].image
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[3].image
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[4].image
# expect: fail aws_ecs_task_definition.main at aws_ecs_task_definition.main container_definitions[5].image
# expect: fail aws_ecs_task_definition.other at aws_ecs_task_definition.other container_definitions[0].image

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
  digest   = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

resource "aws_ecs_task_definition" "main" {
  family             = "main"
  execution_role_arn = "arn:aws:iam::123456789012:role/execution"

  container_definitions = jsonencode([
    { name = "latest", image = "${local.registry}/restartix-clinic:latest" },
    { name = "none", image = "${local.registry}/restartix-clinic" },
    { name = "short", image = "${local.registry}/restartix-clinic:0123456" },
    { name = "public", image = "public.ecr.aws/nginx/nginx@${local.digest}" },
    { name = "hub", image = "edoburu/pgbouncer@${local.digest}" },
    { name = "foreign", image = "210987654321.dkr.ecr.eu-central-1.amazonaws.com/restartix-clinic@${local.digest}" },
  ])
}

resource "aws_ecs_task_definition" "other" {
  family                = "other"
  execution_role_arn    = terraform_data.unknown.output
  container_definitions = jsonencode([{ name = "other", image = "nginx:1.27" }])
}
