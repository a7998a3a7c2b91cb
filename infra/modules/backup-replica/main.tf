# A second copy of the backups in another region of the EU: bucket, key and the role that copies. Called with the provider
# of that region. The copying itself is set up on the source bucket (storage), which is given this module's outputs.

module "bucket" {
  source = "../bucket"

  name                = var.name
  tls_minimum_version = var.tls_minimum_version
  encryption          = { algorithm = "aws:kms", key_arn = aws_kms_key.this.arn }
  transitions         = var.transitions
  object_lock         = var.lock # the same: a copy that may be deleted is none
}

resource "aws_kms_key" "this" {
  description             = "Copies of backups, in ${var.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # As in the keys module: without it a key can end up belonging to nobody.
        Sid       = "AccountAdministration"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${var.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*" # in a key policy: this key
      },
      {
        Sid       = "ReplicationWritesThroughS3"
        Effect    = "Allow"
        Principal = { AWS = local.role_arn }
        Action    = ["kms:Encrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = local.through_s3
      },
      {
        Sid       = "OperationsRestoreThroughS3"
        Effect    = "Allow"
        Principal = { AWS = var.operations_role_arn }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = local.through_s3
      },
    ]
  })

  tags = { Name = var.key_alias }

  lifecycle {
    prevent_destroy = true
  }

  # AWS refuses a key policy whose principals do not exist, and the ARN below is built.
  depends_on = [aws_iam_role.this]
}

resource "aws_kms_alias" "this" {
  name          = var.key_alias
  target_key_id = aws_kms_key.this.key_id
}

locals {
  arn      = "arn:aws:s3:::${var.name}"
  role_arn = "arn:aws:iam::${var.account_id}:role/${var.role}"

  through_s3 = {
    StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" }
    StringLike   = { "kms:EncryptionContext:aws:s3:arn" = [local.arn, "${local.arn}/*"] }
  }
}
