# The roles of AWS services that start the tasks: ECS and EventBridge Scheduler.

resource "aws_iam_role" "execution" {
  name               = var.roles.execution
  description        = "What ECS is while it starts a task: pulls the image, injects the secrets, opens the log stream"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role_policy" "execution" {
  name = "own-work"
  role = aws_iam_role.execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "RegistryLogin"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*" # the action knows no resource
      },
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = var.repository_arns
      },
      {
        Sid      = "InjectSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = values(local.secret_arns)
      },
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [for group in var.log_groups : "arn:aws:logs:${var.region}:${var.account_id}:log-group:${group}:log-stream:*"]
      },
    ]
  })
}

resource "aws_iam_role" "scheduler" {
  name        = var.roles.scheduler
  description = "What EventBridge Scheduler is while it starts the scheduled tasks"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "SchedulesOfThisEnvironment"
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = var.account_id
          "aws:SourceArn"     = "arn:aws:scheduler:${var.region}:${var.account_id}:schedule-group/${var.schedule_group}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "own-work"
  role = aws_iam_role.scheduler.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # A schedule names a family; the revision is found when it runs.
        Sid    = "StartTasks"
        Effect = "Allow"
        Action = "ecs:RunTask"
        Resource = [
          "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.task_families}",
          "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.task_families}:*",
        ]
        Condition = { ArnEquals = { "ecs:cluster" = local.cluster_arn } }
      },
      {
        # By its tags a task's cost is found.
        Sid       = "TagTheTasksItStarts"
        Effect    = "Allow"
        Action    = "ecs:TagResource"
        Resource  = "arn:aws:ecs:${var.region}:${var.account_id}:task/${var.cluster}/*"
        Condition = { StringEquals = { "ecs:CreateAction" = "RunTask" } }
      },
      {
        # Scheduled tasks run as the applications, the dump as the backup role.
        Sid       = "GiveThemTheirRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = [for use in ["task", "execution", "backup"] : "arn:aws:iam::${var.account_id}:role/${var.roles[use]}"]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
    ]
  })
}
