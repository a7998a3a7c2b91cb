# Called private and public all the same: a service, a schedule, a database and a cache are in it, and the second service is in a private one but
# gives its tasks public addresses. A node that stands alone is in the group that AWS falls back to.
#
# expect: pass aws_ecs_service.public
# expect: pass aws_ecs_service.address
# expect: pass aws_scheduler_schedule.task
# expect: fail aws_db_instance.main at aws_db_subnet_group.main subnet_ids
# expect: fail aws_db_instance.flag at aws_db_instance.flag publicly_accessible
# expect: fail aws_elasticache_replication_group.main at aws_elasticache_subnet_group.main subnet_ids
# expect: undetermined aws_elasticache_cluster.alone

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

resource "aws_subnet" "private_too" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.32.0/20"
}

resource "aws_route_table_association" "out" {
  subnet_id      = aws_subnet.private_too.id
  route_table_id = aws_route_table.out.id
}

resource "aws_ecs_service" "public" {
  name            = terraform_data.unknown.output
  task_definition = terraform_data.unknown.output

  network_configuration {
    subnets = [aws_subnet.private.id]
  }
}

resource "aws_ecs_service" "address" {
  name            = "address"
  task_definition = "address"

  network_configuration {
    subnets          = [aws_subnet.private.id]
    assign_public_ip = false
  }
}

resource "aws_scheduler_schedule" "task" {
  name                = "task"
  schedule_expression = "rate(1 hour)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = "arn:aws:iam::123456789012:role/main"

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/main"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private.id, aws_subnet.private_too.id]
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "main"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_db_instance" "flag" {
  identifier                  = "flag"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "flag"
  manage_master_user_password = true
  publicly_accessible         = true
}

resource "aws_elasticache_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private_too.id]
}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "main"
  description          = "main"
  node_type            = "cache.t4g.micro"
  subnet_group_name    = aws_elasticache_subnet_group.main.name
}

resource "aws_elasticache_cluster" "alone" {
  cluster_id      = "alone"
  engine          = "redis"
  node_type       = "cache.t4g.micro"
  num_cache_nodes = 1
}
