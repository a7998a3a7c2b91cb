# Spot in production: by a strategy, as the base of one, by the cluster's default, which a schedule takes over too. Two run on instances,
# because their clusters have no default. What is not known of the second schedule changes nothing.
#
# expect: fail aws_ecs_cluster_capacity_providers.main at aws_ecs_cluster_capacity_providers.main default_capacity_provider_strategy
# expect: pass aws_ecs_cluster_capacity_providers.bare
# expect: fail aws_ecs_service.spot at aws_ecs_service.spot capacity_provider_strategy
# expect: fail aws_ecs_service.base at aws_ecs_service.base capacity_provider_strategy
# expect: fail aws_ecs_service.default at aws_ecs_service.default capacity_provider_strategy
# expect: fail aws_ecs_service.bare at aws_ecs_service.bare capacity_provider_strategy
# expect: fail aws_ecs_service.none at aws_ecs_service.none capacity_provider_strategy
# expect: fail aws_scheduler_schedule.task at aws_scheduler_schedule.task target[0].ecs_parameters[0].capacity_provider_strategy

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = "main"
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }
}

resource "aws_ecs_cluster_capacity_providers" "bare" {
  cluster_name       = "bare"
  capacity_providers = ["FARGATE"]
}

resource "aws_ecs_service" "spot" {
  name            = terraform_data.unknown.output
  cluster         = "main"
  task_definition = "clinic"

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }
}

resource "aws_ecs_service" "base" {
  name            = "portal"
  cluster         = "main"
  task_definition = "portal"

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 0
    base              = 1
  }
}

resource "aws_ecs_service" "default" {
  name            = "default"
  cluster         = "main"
  task_definition = "default"
}

resource "aws_ecs_service" "bare" {
  name            = "bare"
  cluster         = "bare"
  task_definition = "bare"
}

resource "aws_ecs_service" "none" {
  name            = "none"
  cluster         = "none"
  task_definition = "none"
}

resource "aws_scheduler_schedule" "task" {
  name                = "task"
  schedule_expression = "rate(1 hour)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/main"
    role_arn = terraform_data.unknown.output

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/main"
    }
  }
}
