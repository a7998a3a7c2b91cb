# What is known after the apply alone: a subnet, whether a task has an address, a route table, and whether a node is a group's. One service has no
# network configuration: its machines' is what counts.
#
# expect: undetermined aws_ecs_service.subnet
# expect: undetermined aws_ecs_service.address
# expect: undetermined aws_ecs_service.routes
# expect: undetermined aws_ecs_service.machines
# expect: undetermined aws_elasticache_cluster.member

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "out" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.16.0/20"
}

resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_route_table_association" "other" {
  subnet_id      = aws_subnet.other.id
  route_table_id = terraform_data.unknown.output
}

resource "aws_ecs_service" "subnet" {
  name            = "subnet"
  task_definition = "subnet"

  network_configuration {
    subnets = [aws_subnet.private.id, terraform_data.unknown.output]
  }
}

resource "aws_ecs_service" "address" {
  name            = "address"
  task_definition = "address"

  network_configuration {
    subnets          = [aws_subnet.private.id]
    assign_public_ip = terraform_data.unknown.output == "yes"
  }
}

resource "aws_ecs_service" "routes" {
  name            = "routes"
  task_definition = "routes"

  network_configuration {
    subnets = [aws_subnet.other.id]
  }
}

resource "aws_ecs_service" "machines" {
  name            = "machines"
  task_definition = "machines"
}

resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = terraform_data.unknown.output
}
