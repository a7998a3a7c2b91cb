# What runs, and as whom. Each role holds the statements of its own work and nothing else; what the keys allow stands in
# their policies. This file: the roles of running tasks.

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

  # Secrets Manager appends a dash and six random characters. Asked for one by one: `clerk-*` would be clerk-bootstrap too.
  secret_arns = {
    for use, name in var.secrets : use => "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${name}-??????"
  }

  cluster_arn = "arn:aws:ecs:${var.region}:${var.account_id}:cluster/${var.cluster}"
}

resource "aws_iam_role" "task" {
  name               = var.roles.task
  description        = "What the applications are, once running"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role_policy" "task" {
  name = "own-work"
  role = aws_iam_role.task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # Everything else arrives in the environment, put there by the execution role.
        Sid      = "Keyring"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = local.secret_arns.encryption
      },
      {
        Sid      = "PatientsFiles"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
        Resource = "${var.bucket_arns.uploads}/*"
      },
      {
        # Written once, read by a replay, never deleted.
        Sid      = "AuditArchive"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "${var.bucket_arns.audit_archive}/*"
      },
      {
        # As the platform's domain and through its configuration set: no key, and no other sender.
        Sid    = "SendsMail"
        Effect = "Allow"
        Action = ["ses:SendEmail", "ses:SendRawEmail"]
        Resource = [
          "arn:aws:ses:${var.region}:${var.account_id}:identity/${var.email.domain}",
          "arn:aws:ses:${var.region}:${var.account_id}:configuration-set/${var.email.configuration_set}",
        ]
      },
      {
        # Without it S3 answers 403, not 404, for an object that is not there.
        Sid      = "ListThem"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = [var.bucket_arns.uploads, var.bucket_arns.audit_archive]
      },
    ]
  })
}

# Takes what browsers send: no secret, no patient's file.
resource "aws_iam_role" "telemetry" {
  count = var.telemetry ? 1 : 0

  name               = var.roles.telemetry
  description        = "What the telemetry service is, once running"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role_policy" "telemetry" {
  count = var.telemetry ? 1 : 0

  name = "own-work"
  role = aws_iam_role.telemetry[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ReplayBlobs"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = "${var.bucket_arns.telemetry}/*"
    }]
  })
}

# pgbouncer and the migration task. A session of ECS Exec needs these permissions in the task, so where the role is not,
# there is no session.
resource "aws_iam_role" "session" {
  name               = var.roles.session
  description        = "What pgbouncer and migrations are: tasks that people may open a session on"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role_policy" "session" {
  name = "own-work"
  role = aws_iam_role.session.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "SessionChannels"
      Effect = "Allow"
      Action = [
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ]
      Resource = "*" # these actions know no resource
    }]
  })
}

# It takes its dump through pg_dump, with a connection URL that the execution role injects.
resource "aws_iam_role" "backup" {
  name               = var.roles.backup
  description        = "The daily dump: writes backups, and reads nothing else"
  assume_role_policy = local.ecs_tasks_trust
}

resource "aws_iam_role_policy" "backup" {
  count = var.backup ? 1 : 0

  name = "own-work"
  role = aws_iam_role.backup.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "WriteBackups"
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = "${var.bucket_arns.backup}/*"
    }]
  })
}
