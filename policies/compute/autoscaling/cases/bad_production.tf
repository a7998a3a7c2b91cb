# Other bounds, another target, a step policy, a console that scales; the portal does not. What an unrelated table may have is not known.
#
# expect: fail aws_appautoscaling_target.core_api at aws_appautoscaling_target.core_api min_capacity
# expect: fail aws_appautoscaling_target.core_api at aws_appautoscaling_target.core_api max_capacity
# expect: fail aws_appautoscaling_policy.core_api at aws_appautoscaling_policy.core_api target_tracking_scaling_policy_configuration
# expect: fail aws_appautoscaling_policy.clinic at aws_appautoscaling_policy.clinic policy_type
# expect: fail aws_appautoscaling_policy.clinic at aws_appautoscaling_policy.clinic target_tracking_scaling_policy_configuration
# expect: fail aws_appautoscaling_target.console at aws_appautoscaling_target.console resource_id
# expect: fail missing:service/restartix-production/clinic
# expect: fail missing:service/restartix-production/portal

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
  min_capacity       = 1
  max_capacity       = 20
}

resource "aws_appautoscaling_policy" "core_api" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/core-api"

  target_tracking_scaling_policy_configuration {
    target_value       = 70
    scale_in_cooldown  = 60
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "clinic" {
  name               = "steps"
  policy_type        = "StepScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/clinic"
}

resource "aws_appautoscaling_target" "console" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/console"
  min_capacity       = 1
  max_capacity       = 2
}

resource "aws_appautoscaling_target" "other" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/other"
  min_capacity       = 1
  max_capacity       = terraform_data.unknown.output
}
