# A service of the cluster: its tasks, how many, where, and how others find them.

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = var.cluster_arn
  task_definition = var.task_definition_arn
  desired_count   = var.size.count

  # A strategy rather than a launch type, on demand as well: to change one into the other makes a new service.
  capacity_provider_strategy {
    capacity_provider = var.capacity_provider
    weight            = 1
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = false
  }

  # With two zones, a task that could start in one alone moves once the other is back.
  availability_zone_rebalancing = length(var.subnet_ids) > 1 ? "ENABLED" : "DISABLED"

  # New tasks stand before old ones go; what does not come up is taken back.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  dynamic "load_balancer" {
    for_each = var.target_group == null ? [] : [var.target_group.arn]

    content {
      target_group_arn = load_balancer.value
      container_name   = var.name
      container_port   = var.port
    }
  }

  health_check_grace_period_seconds = var.target_group == null ? null : 60

  dynamic "service_registries" {
    for_each = var.discovery == null ? [] : [aws_service_discovery_service.this[0].arn]

    content {
      registry_arn = service_registries.value
    }
  }

  enable_execute_command = var.session

  # Tags are how costs are told apart, and tasks are what costs.
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  lifecycle {
    # Deployments decide which revision runs, and autoscaling (or somebody in a hurry) how many of it.
    ignore_changes = [task_definition, desired_count]
  }
}

# NAME.NAMESPACE: the private addresses of the tasks that run.
resource "aws_service_discovery_service" "this" {
  count = var.discovery == null ? 0 : 1

  name = var.name

  dns_config {
    namespace_id   = var.discovery.namespace_id
    routing_policy = "MULTIVALUE"

    dns_records {
      type = "A"
      ttl  = var.discovery.ttl_seconds
    }
  }

  # ECS tells whether a task is healthy; a check of Route 53's does not reach private addresses.
  health_check_custom_config {
    failure_threshold = 1
  }
}
