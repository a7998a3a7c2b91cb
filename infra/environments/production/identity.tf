# The roles that the key policies in kms.tf name. AWS refuses a key policy whose principals do not exist, so they have to
# stand before the keys do. What else each may do comes with the services that run under it.

locals {
  # ECS tasks of this account and region, and no other service's or customer's.
  ecs_tasks_trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EcsTasksOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:ecs:${var.region}:${var.account_id}:*" }
      }
    }]
  })
}

resource "aws_iam_role" "task" {
  name               = local.roles.task
  description        = "What the applications are, once running"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role" "execution" {
  name               = local.roles.execution
  description        = "What ECS is while it starts a task: pulls the image, injects the secrets, opens the log stream"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role" "backup" {
  name               = local.roles.backup
  description        = "The daily dump: writes backups, and reads nothing else"
  assume_role_policy = local.ecs_tasks_trust
}

# People, during an incident or a key rotation. They come through IAM Identity Center; the account has no IAM users.
resource "aws_iam_role" "operations" {
  name                 = local.roles.operations
  description          = "Key rotation, manual decryption and restores, by people"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "HoldersOfThePermissionSet"
      Effect    = "Allow"
      Principal = { AWS = local.account_root }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike = {
          "aws:PrincipalArn" = "arn:aws:iam::${var.account_id}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${var.operations_permission_set}_*"
        }
      }
    }]
  })
}
