# Known after the apply alone: a subnet, a subnet's zone, what a service is called, how many tasks it runs.
#
# expect: undetermined aws_ecs_service.subnet
# expect: undetermined aws_ecs_service.zone
# expect: undetermined aws_ecs_service.called
# expect: undetermined aws_ecs_service.pgbouncer

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

resource "aws_subnet" "later" {
  vpc_id            = "vpc-1"
  cidr_block        = "10.0.48.0/20"
  availability_zone = terraform_data.unknown.output
}

resource "aws_ecs_service" "subnet" {
  name            = "subnet"
  task_definition = "subnet"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, terraform_data.unknown.output]
  }
}

resource "aws_ecs_service" "zone" {
  name            = "zone"
  task_definition = "zone"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.later.id]
  }
}

resource "aws_ecs_service" "called" {
  name            = terraform_data.unknown.output
  task_definition = "called"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
  }
}

resource "aws_ecs_service" "pgbouncer" {
  name                          = "pgbouncer"
  task_definition               = "pgbouncer"
  desired_count                 = tonumber(terraform_data.unknown.output)
  availability_zone_rebalancing = "ENABLED"

  network_configuration {
    subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
  }
}
