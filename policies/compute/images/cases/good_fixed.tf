# By commit, by digest, and by both. What the other containers are given is not known, and does not matter.
#
# expect: pass aws_ecs_task_definition.main

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
}

resource "aws_ecs_task_definition" "main" {
  family             = "main"
  execution_role_arn = "arn:aws:iam::123456789012:role/execution"

  container_definitions = jsonencode([
    { name = "commit", image = "${local.registry}/restartix-clinic:0123456789abcdef0123456789abcdef01234567" },
    { name = "digest", image = "${local.registry}/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { name = "both", image = "${local.registry}/b:v1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
  ])
}
