# A bound, a target, and what is scaled, are not known.
#
# expect: undetermined aws_appautoscaling_target.core_api
# expect: undetermined aws_appautoscaling_policy.core_api
# expect: undetermined aws_appautoscaling_policy.some
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
  min_capacity       = 2
  max_capacity       = terraform_data.unknown.output
}

resource "aws_appautoscaling_policy" "core_api" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/core-api"

  target_tracking_scaling_policy_configuration {
    target_value       = terraform_data.unknown.output
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "some" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/x${terraform_data.unknown.output}"
}
