# What a task is: one container on Fargate, with its size, its settings and the places of its secrets. Used by whatever runs: a
# service, a schedule, a deployment.

locals {
  # Left out where it is null: ECS would answer without it, and the next plan would see a change.
  container = { for key, value in {
    name        = var.name
    image       = var.image
    essential   = true
    command     = var.command
    environment = [for name in sort(keys(var.environment)) : { name = name, value = var.environment[name] }]
    secrets     = [for name in sort(keys(var.secrets)) : { name = name, valueFrom = var.secrets[name] }]
    healthCheck = var.health_check

    portMappings = var.port == null ? null : [{ containerPort = var.port, hostPort = var.port, protocol = "tcp" }]

    # The agent that ends a session on a task writes to its root file system, and needs its orphans reaped.
    readonlyRootFilesystem = !var.session
    linuxParameters        = var.session ? { initProcessEnabled = true } : null
    mountPoints            = var.session ? null : [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = var.log_group
        awslogs-region        = var.region
        awslogs-stream-prefix = var.name
      }
    }
  } : key => value if value != null }
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.family
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.size.cpu
  memory                   = var.size.memory
  execution_role_arn       = var.execution_role_arn
  task_role_arn            = var.task_role_arn
  container_definitions    = jsonencode([local.container])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }

  # Empty at every start, and gone with the task.
  dynamic "volume" {
    for_each = var.session ? [] : ["tmp"]

    content {
      name = volume.value
    }
  }

  # A deployment registers revisions of its own: the newest is what counts, and those before it are what it rolls back to.
  track_latest = true
  skip_destroy = true
}
