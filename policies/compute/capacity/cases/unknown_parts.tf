# A launch type, a provider, a cluster and a name that are not known. In staging the name decides.
#
# expect: undetermined aws_ecs_service.launch
# expect: undetermined aws_ecs_service.provider
# expect: undetermined aws_ecs_service.cluster
# expect: undetermined aws_ecs_service.name
# expect: undetermined aws_ecs_service.foreign
# expect: undetermined aws_ecs_cluster_capacity_providers.main
# expect: undetermined aws_scheduler_schedule.task

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = terraform_data.unknown.output
  capacity_providers = ["FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = terraform_data.unknown.output
    weight            = 1
  }
}

resource "aws_ecs_service" "launch" {
  name            = "a"
  cluster         = "main"
  launch_type     = terraform_data.unknown.output == "x" ? "FARGATE" : "EC2"
  task_definition = "a"
}

resource "aws_ecs_service" "provider" {
  name            = "b"
  cluster         = "main"
  task_definition = "b"

  capacity_provider_strategy {
    capacity_provider = terraform_data.unknown.output
    weight            = 1
  }
}

resource "aws_ecs_service" "cluster" {
  name            = "c"
  cluster         = terraform_data.unknown.output
  task_definition = "c"
}

resource "aws_ecs_service" "name" {
  name            = terraform_data.unknown.output
  cluster         = "main"
  task_definition = "d"

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_ecs_service" "foreign" {
  name            = "e"
  cluster         = "main"
  task_definition = "e"
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
      launch_type         = terraform_data.unknown.output == "x" ? "FARGATE" : "EC2"
    }
  }
}
