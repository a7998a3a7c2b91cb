# Other bounds, another target, a step policy, a console that scales; the portal does not. What an unrelated table may have is not known.
#
# expect: pass aws_appautoscaling_target.core_api
# expect: pass aws_appautoscaling_policy.core_api
# expect: pass aws_appautoscaling_target.main["clinic"]
# expect: pass aws_appautoscaling_target.main["portal"]
# expect: pass aws_appautoscaling_policy.main["clinic"]
# expect: pass aws_appautoscaling_policy.main["portal"]

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = 5
}

resource "aws_appautoscaling_target" "core_api" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/core-api"
  min_capacity       = 2
  max_capacity       = 10
}

resource "aws_appautoscaling_policy" "core_api" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/core-api"

  target_tracking_scaling_policy_configuration {
    target_value       = 70
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main" {
  for_each = toset(["clinic", "portal"])

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/${each.key}"
  min_capacity       = 2
  max_capacity       = 8
}

resource "aws_appautoscaling_policy" "main" {
  for_each = aws_appautoscaling_target.main

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = each.value.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 70
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "other" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/other"
  min_capacity       = 1
  max_capacity       = terraform_data.unknown.output
}
