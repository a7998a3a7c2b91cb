# What the module refuses, and what comes with what.

mock_provider "aws" {}

variables {
  name                = "clinic"
  cluster             = "restartix-production"
  cluster_arn         = "arn:aws:ecs:eu-central-1:123456789012:cluster/restartix-production"
  task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-clinic:1"
  size                = { count = 1 }
  autoscaling         = { metric = "ECSServiceAverageCPUUtilization", target = 70, scale_in_seconds = 300, scale_out_seconds = 60 }
  capacity_provider   = "FARGATE"
  subnet_ids          = ["subnet-1"]
  security_group_ids  = ["sg-1"]
  port                = 9100
}

run "alone" {
  command = plan

  assert {
    condition     = length(aws_appautoscaling_target.this) + length(aws_appautoscaling_policy.cpu) + length(aws_service_discovery_service.this) + length(aws_ecs_service.this.load_balancer) == 0
    error_message = "There is something that nobody asked for."
  }

  assert {
    condition     = aws_ecs_service.this.availability_zone_rebalancing == "DISABLED" && !aws_ecs_service.this.enable_execute_command
    error_message = "One zone has nothing to balance, and nobody asked for sessions."
  }
}

run "everything" {
  command = plan

  variables {
    size         = { count = 2, max_count = 8 }
    subnet_ids   = ["subnet-1", "subnet-2"]
    target_group = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/a/1" }
    discovery    = { namespace_id = "ns-1", ttl_seconds = 10 }
  }

  assert {
    condition     = aws_appautoscaling_target.this[0].min_capacity == 2 && aws_appautoscaling_target.this[0].max_capacity == 8
    error_message = "The bounds are not those that were asked for."
  }

  assert {
    condition     = aws_ecs_service.this.availability_zone_rebalancing == "ENABLED"
    error_message = "Two zones are not kept in balance."
  }
}

run "no_task" {
  command = plan

  variables {
    size = { count = 0 }
  }

  expect_failures = [var.size]
}

run "fewer_at_most_than_at_least" {
  command = plan

  variables {
    size = { count = 2, max_count = 1 }
  }

  expect_failures = [var.size]
}

run "machines_of_our_own" {
  command = plan

  variables {
    capacity_provider = "EC2"
  }

  expect_failures = [var.capacity_provider]
}

run "no_subnet" {
  command = plan

  variables {
    subnet_ids = []
  }

  expect_failures = [var.subnet_ids]
}

run "the_default_group" {
  command = plan

  variables {
    security_group_ids = []
  }

  expect_failures = [var.security_group_ids]
}

run "a_target_that_is_no_percentage" {
  command = plan

  variables {
    autoscaling = { metric = "ECSServiceAverageCPUUtilization", target = 700, scale_in_seconds = 300, scale_out_seconds = 60 }
  }

  expect_failures = [var.autoscaling]
}

run "a_name_that_dns_does_not_take" {
  command = plan

  variables {
    name = "Clinic_App"
  }

  expect_failures = [var.name]
}
