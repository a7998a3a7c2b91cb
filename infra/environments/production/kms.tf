# Two keys, kept apart on purpose: whoever can decrypt a backup cannot thereby decrypt the column keys, nor the reverse.
# Losing either key loses the data under it, hence the longest waiting period AWS offers, and prevent_destroy.

locals {
  # Leaves key access to the account's own IAM policies. Without it, a key whose named roles are gone belongs to nobody
  # and cannot be recovered, not even by AWS.
  key_administration = {
    Sid       = "AccountAdministration"
    Effect    = "Allow"
    Principal = { AWS = local.account_root }
    Action    = "kms:*"
    Resource  = "*" # in a key policy: this key
  }

  # S3 names the object in the encryption context, or the bucket where a bucket key is used.
  backup_bucket_only = {
    StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" }
    StringLike   = { "kms:EncryptionContext:aws:s3:arn" = [local.bucket_arns.backup, "${local.bucket_arns.backup}/*"] }
  }
}

# ----------------------------------------------------------------------------------------------------------------------
# The application key: the envelope of the column-encryption keyring, through Secrets Manager.

resource "aws_kms_key" "application" {
  description             = "Envelope of the column-encryption secret in ${var.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.key_administration,
      {
        # The task role reads the secret in code, the execution role injects it: both decrypt this one secret and
        # nothing else that may ever lie under the key.
        Sid       = "ApplicationDecryptsItsSecret"
        Effect    = "Allow"
        Principal = { AWS = [local.role_arns.task, local.role_arns.execution] }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = {
          StringEquals = { "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" }
          StringLike = {
            # Secrets Manager appends six random characters to a secret's ARN.
            "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${local.secrets.encryption}-*"
          }
        }
      },
      {
        # People rotate the keyring and decrypt by hand during an incident, also outside Secrets Manager.
        Sid       = "OperationsRotateAndRecover"
        Effect    = "Allow"
        Principal = { AWS = local.role_arns.operations }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = "*"
      },
    ]
  })

  tags = { Name = local.keys.application }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_iam_role.task, aws_iam_role.execution, aws_iam_role.operations]
}

resource "aws_kms_alias" "application" {
  name          = local.keys.application
  target_key_id = aws_kms_key.application.key_id
}

# ----------------------------------------------------------------------------------------------------------------------
# The backup key: the backup bucket's objects.

resource "aws_kms_key" "backup" {
  description             = "Objects of the backup bucket in ${var.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.key_administration,
      {
        # A multipart upload has to decrypt the parts it has already sent, hence Decrypt for a role that only writes.
        Sid       = "BackupWritesThroughS3"
        Effect    = "Allow"
        Principal = { AWS = local.role_arns.backup }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource  = "*"
        Condition = local.backup_bucket_only
      },
      {
        Sid       = "OperationsRestoreThroughS3"
        Effect    = "Allow"
        Principal = { AWS = local.role_arns.operations }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = local.backup_bucket_only
      },
    ]
  })

  tags = { Name = local.keys.backup }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_iam_role.backup, aws_iam_role.operations]
}

resource "aws_kms_alias" "backup" {
  name          = local.keys.backup
  target_key_id = aws_kms_key.backup.key_id
}
