# One private bucket and everything that guards it. The sub-resources refer to `aws_s3_bucket.this.bucket`, not `.id`:
# both order the two, but the name is known while planning, so a check can tell which bucket a lock or a policy is of.

locals {
  arn = "arn:aws:s3:::${var.name}" # built, so that the policy is known in the plan

  # Nobody, whatever else they are allowed, reaches a bucket without TLS or with an outdated version of it.
  tls_only = [
    {
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.arn, "${local.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
    {
      Sid       = "CurrentTlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.arn, "${local.arn}/*"]
      Condition = { NumericLessThan = { "s3:TlsVersion" = var.tls_minimum_version } }
    },
  ]
}

resource "aws_s3_bucket" "this" {
  bucket = var.name

  # Can be set only while the bucket is created, and turns versioning on.
  object_lock_enabled = var.object_lock != null

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # no ACLs at all
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.tls_only, var.policy_statements)
  })
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    # One key request per bucket and while, not one per object. S3's own keys need no requests.
    bucket_key_enabled = var.encryption.algorithm == "aws:kms"

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.encryption.algorithm
      kms_master_key_id = var.encryption.key_arn # none with aws:kms: the account's aws/s3 key
    }
  }
}
