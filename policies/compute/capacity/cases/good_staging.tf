# Spot, by a strategy, by a cluster's default and beside a provider that is never used; and the pooler on demand, by its launch type.
#
# expect: pass aws_ecs_cluster_capacity_providers.main
# expect: pass aws_ecs_service.spot
# expect: pass aws_ecs_service.default
# expect: pass aws_ecs_service.unused
# expect: pass aws_ecs_service.pgbouncer
# expect: pass aws_scheduler_schedule.task
# expect: not-applicable aws_scheduler_schedule.queue

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = "main"
  capacity_providers = ["FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }
}

resource "aws_ecs_service" "spot" {
  name            = "clinic"
  cluster         = terraform_data.unknown.output
  task_definition = "clinic"

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }
}

resource "aws_ecs_service" "default" {
  name            = "portal"
  cluster         = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
  task_definition = "portal"
}

resource "aws_ecs_service" "unused" {
  name            = "console"
  cluster         = "main"
  task_definition = "console"

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 0
  }
}

resource "aws_ecs_service" "pgbouncer" {
  name            = "pgbouncer"
  cluster         = "main"
  launch_type     = "FARGATE"
  task_definition = "pgbouncer"
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

      capacity_provider_strategy {
        capacity_provider = "FARGATE_SPOT"
        weight            = 1
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
    arn      = "arn:aws:sqs:eu-central-1:123456789012:queue"
    role_arn = "arn:aws:iam::123456789012:role/main"
  }
}
