# A node of a group is judged as the group's; a schedule that starts no task has no subnets. What is not known of the names changes nothing.
#
# expect: pass aws_ecs_service.main
# expect: pass aws_scheduler_schedule.task
# expect: pass aws_rds_cluster.main
# expect: pass aws_rds_cluster_instance.main
# expect: pass aws_elasticache_replication_group.main

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

resource "aws_route_table_association" "out" {
  subnet_id      = aws_subnet.other.id
  route_table_id = aws_route_table.out.id
}

resource "aws_ecs_service" "main" {
  name            = terraform_data.unknown.output
  task_definition = terraform_data.unknown.output

  network_configuration {
    subnets = [aws_subnet.private.id]
  }
}

resource "aws_scheduler_schedule" "task" {
  name                = terraform_data.unknown.output
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

resource "aws_scheduler_schedule" "queue" {
  name                = "queue"
  schedule_expression = "rate(1 hour)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:sqs:eu-central-1:123456789012:main"
    role_arn = "arn:aws:iam::123456789012:role/main"
  }
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private.id]
}

resource "aws_rds_cluster" "main" {
  cluster_identifier          = "main"
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_rds_cluster_instance" "main" {
  cluster_identifier  = aws_rds_cluster.main.id
  engine              = "aurora-postgresql"
  instance_class      = "db.serverless"
  publicly_accessible = false
}

resource "aws_elasticache_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private.id]
}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "main"
  description          = "main"
  node_type            = "cache.t4g.micro"
  subnet_group_name    = aws_elasticache_subnet_group.main.name
}

resource "aws_elasticache_cluster" "member" {
  cluster_id           = "member"
  replication_group_id = "main"
}
