# Each way in which an image is not fixed, or is somebody else's. Whose account it is is not known of the last, nor needed.
#
# expect: pass aws_ecs_task_definition.main
# expect: undetermined aws_ecs_task_definition.other

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
    { name = "latest", image = "${local.registry}/restartix-clinic@${local.digest}" },
    { name = "none", image = "${local.registry}/restartix-clinic@${local.digest}" },
    { name = "short", image = "${local.registry}/restartix-clinic:0123456789abcdef0123456789abcdef01234567" },
    { name = "public", image = "${local.registry}/nginx@${local.digest}" },
    { name = "hub", image = "${local.registry}/restartix-pgbouncer@${local.digest}" },
    { name = "foreign", image = "${local.registry}/restartix-clinic@${local.digest}" },
  ])
}

resource "aws_ecs_task_definition" "other" {
  family                = "other"
  execution_role_arn    = terraform_data.unknown.output
  container_definitions = jsonencode([{ name = "other", image = "${local.registry}/nginx@${local.digest}" }])
}
