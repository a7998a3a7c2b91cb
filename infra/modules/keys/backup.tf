# The backup key, where there is a backup bucket: its objects.

locals {
  # S3 names the object in the encryption context, or the bucket where a bucket key is used.
  backup_bucket_only = {
    StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" }
    StringLike   = { "kms:EncryptionContext:aws:s3:arn" = [var.backup_bucket_arn, "${var.backup_bucket_arn}/*"] }
  }

  # The copy elsewhere lies under a key of its own there; to make it, the objects are decrypted here.
  replication_reads = var.replication_role_arn == null ? [] : [{
    Sid       = "ReplicationReadsThroughS3"
    Effect    = "Allow"
    Principal = { AWS = var.replication_role_arn }
    Action    = ["kms:Decrypt"]
    Resource  = "*"
    Condition = local.backup_bucket_only
  }]
}

resource "aws_kms_key" "backup" {
  count = var.backup ? 1 : 0

  description             = "Objects of the backup bucket in ${var.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      local.key_administration,
      {
        # A multipart upload has to decrypt the parts it has already sent, hence Decrypt for a role that only writes.
        Sid       = "BackupWritesThroughS3"
        Effect    = "Allow"
        Principal = { AWS = var.role_arns.backup }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource  = "*"
        Condition = local.backup_bucket_only
      },
      {
        Sid       = "OperationsRestoreThroughS3"
        Effect    = "Allow"
        Principal = { AWS = var.role_arns.operations }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = local.backup_bucket_only
      },
    ], local.replication_reads)
  })

  tags = { Name = var.aliases.backup }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "backup" {
  count = var.backup ? 1 : 0

  name          = var.aliases.backup
  target_key_id = aws_kms_key.backup[0].key_id
}
