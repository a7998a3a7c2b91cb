# GitHub's workflows come in through OIDC: a token that GitHub signs for one job, for a role that expects exactly that
# repository and that environment or branch. There is no stored key. Nobody else's repository, no other branch and no pull
# request matches: the subject is compared as a whole.

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${local.github_host}"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  github_subjects = merge(
    # GitHub puts a job's environment in place of its branch. The environment's own rules (reviewers, the branch it may
    # be deployed from) hold before GitHub signs anything.
    { for environment in local.environments : environment => "repo:${local.architecture.github.repository}:environment:${environment}" },
    {
      branch = "repo:${local.architecture.github.repository}:ref:refs/heads/${local.architecture.github.branch}"
      scan   = "repo:${local.architecture.github.repository}:environment:${local.architecture.github.scan_environment}"
    },
  )

  github_trust = { for who, subject in local.github_subjects : who => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisRepositoryThroughGitHub"
      Effect    = "Allow"
      Principal = { Federated = local.github_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.github_host}:aud" = "sts.amazonaws.com"
          "${local.github_host}:sub" = subject
        }
      }
    }]
  }) }
}

# ----------------------------------------------------------------------------------------------------------------------
# Images: built once, from the deploy branch, for both environments. Pushes, and deploys nothing.

resource "aws_iam_role" "images" {
  name                 = local.roles.images
  description          = "GitHub, on the deploy branch: pushes images"
  assume_role_policy   = local.github_trust.branch
  max_session_duration = 3600

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "images" {
  name = "images"
  role = aws_iam_role.images.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SignsInToTheRegistry"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*" # AWS offers no narrower one
      },
      {
        Sid    = "PushesImages"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImages",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ]
        Resource = local.repository_arns
      },
    ]
  })
}
