# One deploy role per environment. It rolls out images that are there already: registers task definitions, runs the
# migrations, updates services. It changes no infrastructure, pushes no image, and knows nothing of the other environment.

locals {
  ecs = "arn:aws:ecs:${var.region}:${var.account_id}"

  clusters = { for environment in local.environments : environment => replace(local.architecture.names.cluster, "{env}", environment) }
  services = { for environment in local.environments : environment => keys(local.architecture.scopes[environment].logs.services) }

  # Every revision of the families that the services and the migrations have.
  families = { for environment in local.environments : environment => {
    for name in concat(local.services[environment], ["migrations"]) : name =>
    "${local.ecs}:task-definition/${replace(replace(local.architecture.names.task_family, "{env}", environment), "{service}", name)}:*"
  } }

  # What a task may be: the roles that a task definition names, and no other.
  passed_roles = { for environment in local.environments : environment => [
    for use in ["task", "telemetry", "session", "execution"] : "arn:aws:iam::${var.account_id}:role/${replace(local.roles[use], "{env}", environment)}"
  ] }
}

resource "aws_iam_role" "deploy" {
  for_each = local.environments

  name                 = replace(local.roles.deploy, "{env}", each.key)
  description          = "GitHub, in the environment ${each.key}: deploys images to it"
  assume_role_policy   = local.github_trust[each.key]
  max_session_duration = 3600

  # Of the environment, not of the account: that is how a scan tells whose it is.
  tags = { environment = each.key }

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "deploy" {
  for_each = local.environments

  name = "deploy"
  role = aws_iam_role.deploy[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindsImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:DescribeImages"]
        Resource = local.repository_arns
      },
      {
        Sid      = "RegistersTaskDefinitions"
        Effect   = "Allow"
        Action   = "ecs:RegisterTaskDefinition"
        Resource = values(local.families[each.key])
      },
      {
        # As it registers them, and at no other time: a revision keeps what says whose it is.
        Sid       = "TagsTaskDefinitions"
        Effect    = "Allow"
        Action    = "ecs:TagResource"
        Resource  = values(local.families[each.key])
        Condition = { StringEquals = { "ecs:CreateAction" = "RegisterTaskDefinition" } }
      },
      {
        Sid      = "ReadsTaskDefinitions"
        Effect   = "Allow"
        Action   = "ecs:DescribeTaskDefinition"
        Resource = "*" # AWS offers no narrower one
      },
      {
        Sid       = "RunsMigrations"
        Effect    = "Allow"
        Action    = "ecs:RunTask"
        Resource  = local.families[each.key].migrations
        Condition = { ArnEquals = { "ecs:cluster" = "${local.ecs}:cluster/${local.clusters[each.key]}" } }
      },
      {
        Sid       = "WaitsForMigrations"
        Effect    = "Allow"
        Action    = ["ecs:DescribeTasks", "ecs:StopTask"]
        Resource  = "${local.ecs}:task/${local.clusters[each.key]}/*"
        Condition = { ArnEquals = { "ecs:cluster" = "${local.ecs}:cluster/${local.clusters[each.key]}" } }
      },
      {
        Sid      = "UpdatesServices"
        Effect   = "Allow"
        Action   = ["ecs:DescribeServices", "ecs:UpdateService"]
        Resource = [for name in local.services[each.key] : "${local.ecs}:service/${local.clusters[each.key]}/${name}"]
      },
      {
        Sid       = "GivesTasksTheirRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = local.passed_roles[each.key]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
    ]
  })
}
