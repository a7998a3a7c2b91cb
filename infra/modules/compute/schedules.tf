# What starts by the clock. EventBridge Scheduler runs a task each time; the role that it does so with may start this environment's
# tasks and no others.

resource "aws_scheduler_schedule_group" "this" {
  name = var.schedule_group
}

# Core-api's own work: its image, its role and its groups, each with a command and a size of its own. The command is the name of the
# program in the image.
resource "aws_scheduler_schedule" "core_api" {
  for_each = var.schedules

  name       = each.key
  group_name = aws_scheduler_schedule_group.this.name
  state      = "ENABLED"

  schedule_expression          = each.value.at
  schedule_expression_timezone = each.value.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.cluster_arn
    role_arn = var.role_arns.scheduler

    input = jsonencode({
      cpu                = tostring(var.compute.scheduled.cpu)
      memory             = tostring(var.compute.scheduled.memory)
      containerOverrides = [{ name = "core-api", command = [each.key] }]
    })

    ecs_parameters {
      task_definition_arn     = module.core_api_task.family_arn
      task_count              = 1
      propagate_tags          = "TASK_DEFINITION"
      enable_ecs_managed_tags = true

      capacity_provider_strategy {
        capacity_provider = var.capacity_provider
        weight            = 1
      }

      network_configuration {
        subnets          = var.subnet_ids
        security_groups  = [var.core_api_security_group_id, var.app_security_group_id]
        assign_public_ip = false
      }
    }

    # A task that could not be started within a quarter of an hour waits for its next turn.
    retry_policy {
      maximum_event_age_in_seconds = 900
      maximum_retry_attempts       = 3
    }
  }
}

resource "aws_scheduler_schedule" "daily_dump" {
  count = var.backup_bucket == null ? 0 : 1

  name       = "daily-dump"
  group_name = aws_scheduler_schedule_group.this.name
  state      = "ENABLED"

  schedule_expression          = var.daily_dump.at
  schedule_expression_timezone = var.daily_dump.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.cluster_arn
    role_arn = var.role_arns.scheduler

    ecs_parameters {
      task_definition_arn     = module.daily_dump_task[0].family_arn
      task_count              = 1
      propagate_tags          = "TASK_DEFINITION"
      enable_ecs_managed_tags = true

      capacity_provider_strategy {
        capacity_provider = var.capacity_provider
        weight            = 1
      }

      network_configuration {
        subnets          = var.subnet_ids
        security_groups  = [var.backup_runner_security_group_id]
        assign_public_ip = false
      }
    }

    # A dump is worth starting for some hours.
    retry_policy {
      maximum_event_age_in_seconds = 14400
      maximum_retry_attempts       = 10
    }
  }
}
