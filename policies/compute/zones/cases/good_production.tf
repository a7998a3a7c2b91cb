# Both zones, and of the one service a task in each. What is not known of the groups changes nothing.
#
# expect: pass aws_ecs_service.clinic
# expect: pass aws_ecs_service.pgbouncer
# expect: pass aws_scheduler_schedule.task

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

resource "aws_ecs_service" "clinic" {
  name            = "clinic"
  task_definition = "clinic"

  network_configuration {
    subnets         = [for subnet in aws_subnet.of : subnet.id]
    security_groups = [terraform_data.unknown.output]
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
        subnets = [aws_subnet.of["a"].id, aws_subnet.of["b"].id]
      }
    }
  }
}
