# More tasks with more work, where the service may have more than it begins with.

resource "aws_appautoscaling_target" "this" {
  count = var.size.max_count == null ? 0 : 1

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster}/${aws_ecs_service.this.name}"
  min_capacity       = var.size.count
  max_capacity       = var.size.max_count
}

# Out fast, in slowly: a service that shrinks between two waves has to grow again in the second.
resource "aws_appautoscaling_policy" "cpu" {
  count = var.size.max_count == null ? 0 : 1

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.autoscaling.target
    scale_in_cooldown  = var.autoscaling.scale_in_seconds
    scale_out_cooldown = var.autoscaling.scale_out_seconds

    predefined_metric_specification {
      predefined_metric_type = var.autoscaling.metric
    }
  }
}
