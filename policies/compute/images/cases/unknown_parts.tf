# An image, whose account it is, and all containers, are not known.
#
# expect: undetermined aws_ecs_task_definition.image
# expect: undetermined aws_ecs_task_definition.account
# expect: undetermined aws_ecs_task_definition.all

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "image" {
  family                = "image"
  execution_role_arn    = "arn:aws:iam::123456789012:role/execution"
  container_definitions = jsonencode([{ name = "a", image = terraform_data.unknown.output }])
}

resource "aws_ecs_task_definition" "account" {
  family = "account"

  container_definitions = jsonencode([
    { name = "a", image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:0123456789abcdef0123456789abcdef01234567" },
  ])
}

resource "aws_ecs_task_definition" "all" {
  family                = "all"
  execution_role_arn    = "arn:aws:iam::123456789012:role/execution"
  container_definitions = terraform_data.unknown.output
}
