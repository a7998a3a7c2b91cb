# Spot in production: by a strategy, as the base of one, by the cluster's default, which a schedule takes over too. Two run on instances,
# because their clusters have no default. What is not known of the second schedule changes nothing.
#
# expect: pass aws_ecs_cluster_capacity_providers.main
# expect: pass aws_ecs_cluster_capacity_providers.bare
# expect: pass aws_ecs_service.spot
# expect: pass aws_ecs_service.base
# expect: pass aws_ecs_service.default
# expect: pass aws_ecs_service.bare
# expect: pass aws_ecs_service.none
# expect: pass aws_scheduler_schedule.task

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
    capacity_provider = "FARGATE"
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
    capacity_provider = "FARGATE"
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

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_ecs_service" "none" {
  name            = "none"
  cluster         = "none"
  task_definition = "none"

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
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
    role_arn = terraform_data.unknown.output

    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/main"
    }
  }
}
