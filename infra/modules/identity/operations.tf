# People, during an incident or a key rotation. They come through IAM Identity Center; the account has no IAM users.

resource "aws_iam_role" "operations" {
  name                 = var.roles.operations
  description          = "Key rotation, manual decryption and restores, by people"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "HoldersOfThePermissionSet"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.account_id}:root" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike = {
          "aws:PrincipalArn" = "arn:aws:iam::${var.account_id}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${var.operations_permission_set}_*"
        }
      }
    }]
  })
}

locals {
  restores = var.backup ? [
    {
      # Backups that have grown cold are restored to a readable class first.
      Sid      = "ReadBackups"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"]
      Resource = "${var.bucket_arns.backup}/*"
    },
    {
      Sid      = "ListBackups"
      Effect   = "Allow"
      Action   = ["s3:ListBucket", "s3:ListBucketVersions"]
      Resource = var.bucket_arns.backup
    },
  ] : []
}

resource "aws_iam_role_policy" "operations" {
  name = "own-work"
  role = aws_iam_role.operations.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid    = "FillAndRotateSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:ListSecretVersionIds",
          "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = values(local.secret_arns)
      },
      {
        # The only way to the database: a forwarded port on a task that is let to it. Only tasks of the session role answer.
        Sid    = "SessionOnTasks"
        Effect = "Allow"
        Action = ["ecs:DescribeTasks", "ecs:ExecuteCommand", "ssm:StartSession"]
        Resource = [
          local.cluster_arn,
          "arn:aws:ecs:${var.region}:${var.account_id}:task/${var.cluster}/*",
          "arn:aws:ssm:${var.region}::document/AWS-StartPortForwardingSessionToRemoteHost",
        ]
      },
      {
        Sid       = "FindTasks"
        Effect    = "Allow"
        Action    = "ecs:ListTasks"
        Resource  = "*" # the resource would be a container instance, which Fargate has none of
        Condition = { ArnEquals = { "ecs:cluster" = local.cluster_arn } }
      },
    ], local.restores)
  })
}
