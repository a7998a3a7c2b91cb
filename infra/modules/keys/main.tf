# Two keys, kept apart on purpose: whoever can decrypt a backup cannot thereby decrypt the column keys, nor the reverse.
# Losing either key loses the data under it, hence the longest waiting period AWS offers, and prevent_destroy.

locals {
  account_root = "arn:aws:iam::${var.account_id}:root"

  # Leaves key access to the account's own IAM policies. Without it, a key whose named roles are gone belongs to nobody
  # and cannot be recovered, not even by AWS.
  key_administration = {
    Sid       = "AccountAdministration"
    Effect    = "Allow"
    Principal = { AWS = local.account_root }
    Action    = "kms:*"
    Resource  = "*" # in a key policy: this key
  }
}

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
        Principal = { AWS = [var.role_arns.task, var.role_arns.execution] }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = {
          StringEquals = { "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" }
          StringLike = {
            # Secrets Manager appends six random characters to a secret's ARN.
            "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${var.encryption_secret}-*"
          }
        }
      },
      {
        # People rotate the keyring and decrypt by hand during an incident, also outside Secrets Manager.
        Sid       = "OperationsRotateAndRecover"
        Effect    = "Allow"
        Principal = { AWS = var.role_arns.operations }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = "*"
      },
    ]
  })

  tags = { Name = var.aliases.application }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "application" {
  name          = var.aliases.application
  target_key_id = aws_kms_key.application.key_id
}
