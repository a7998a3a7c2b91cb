# What scales, and only that. Some other service's table is not known, and not this policy's.
#
# expect: pass aws_appautoscaling_target.main["core-api"]
# expect: pass aws_appautoscaling_target.main["clinic"]
# expect: pass aws_appautoscaling_target.main["portal"]
# expect: pass aws_appautoscaling_policy.main["core-api"]
# expect: pass aws_appautoscaling_policy.main["clinic"]
# expect: pass aws_appautoscaling_policy.main["portal"]
# expect: not-applicable aws_appautoscaling_target.other

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = 5
}

locals {
  most = { core-api = 10, clinic = 8, portal = 8 }
}

resource "aws_appautoscaling_target" "main" {
  for_each = local.most

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/${each.key}"
  min_capacity       = 2
  max_capacity       = each.value
}

resource "aws_appautoscaling_policy" "main" {
  for_each = local.most

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/restartix-production/${each.key}"

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
