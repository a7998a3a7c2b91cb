# The role under which `checker account` reads this account. What it may read stands in scanner-actions.yaml: settings, and
# never what is stored. Nothing in that list writes.

locals {
  scanner_actions = yamldecode(replace(file("${path.module}/scanner-actions.yaml"), "{account}", var.account_id))
}

resource "aws_iam_role" "scanner" {
  name                 = local.roles.scanner
  description          = "GitHub, in the environment ${local.architecture.github.scan_environment}: reads how the account is set up"
  assume_role_policy   = local.github_trust.scan
  max_session_duration = 3600

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "scanner" {
  name = "reads"
  role = aws_iam_role.scanner.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for i, entry in local.scanner_actions : {
        Sid      = format("Reads%02d", i + 1)
        Effect   = "Allow"
        Action   = entry.actions
        Resource = entry.resource
      }
    ]
  })

  lifecycle {
    precondition {
      condition = alltrue(flatten([for entry in local.scanner_actions : [
        for action in entry.actions : can(regex("^[a-z0-9-]+:(BatchGet|Describe|Get|List|Search|Select|GenerateCredentialReport|ViewBudget)", action)) && !endswith(action, "*")
      ]]))
      error_message = "scanner-actions.yaml names an action that does not read, or a pattern of actions."
    }

    # Reading what is stored would make the scanner the widest door of all.
    precondition {
      condition = length(setintersection(flatten(local.scanner_actions[*].actions), [
        "secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "s3:GetObject", "s3:GetObjectVersion", "dynamodb:GetItem",
        "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "logs:GetLogEvents", "lambda:GetFunction", "ecr:GetDownloadUrlForLayer",
      ])) == 0
      error_message = "scanner-actions.yaml names an action that reads what is stored, not how it is set up."
    }
  }
}
