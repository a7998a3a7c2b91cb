# One zone: by one subnet, and by two subnets of the same zone; a third zone beside both; and both zones without a task in each. What is not
# known of the first service's groups changes nothing.
#
# expect: pass aws_ecs_service.one
# expect: pass aws_ecs_service.same
# expect: pass aws_ecs_service.three
# expect: pass aws_ecs_service.pgbouncer

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_subnet" "of" {
  for_each = { a = "10.0.16.0/20", b = "10.0.32.0/20" }

  vpc_id            = "vpc-1"
  cidr_block        = each.value
  availability_zone = "eu-central-1${each.key}"
}

resource "aws_subnet" "same" {
  vpc_id            = "vpc-1"
  cidr_block        = "10.0.48.0/20"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "third" {
  vpc_id            = "vpc-1"
  cidr_block        = "10.0.64.0/20"
  availability_zone = "eu-central-1c"
}

resource "aws_ecs_service" "one" {
  name            = "one"
  task_definition = "one"

  network_configuration {
    subnets         = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
    security_groups = [terraform_data.unknown.output]
  }
}

resource "aws_ecs_service" "same" {
  name            = "same"
  task_definition = "same"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
  }
}

resource "aws_ecs_service" "three" {
  name            = "three"
  task_definition = "three"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
  }
}

resource "aws_ecs_service" "pgbouncer" {
  name                          = "pgbouncer"
  task_definition               = "pgbouncer"
  desired_count                 = 2
  availability_zone_rebalancing = "ENABLED"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
  }
}
