# Three buckets. The sub-resources refer to `aws_s3_bucket.NAME.bucket`, not `.id`: both order the two, but the name is
# known while planning, so a check can already tell which bucket a lock or a policy belongs to.

locals {
  # Nobody, whatever else they are allowed, reaches a bucket without TLS or with an outdated version of it.
  tls_only = { for use, arn in local.bucket_arns : use => jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [arn, "${arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "CurrentTlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [arn, "${arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = local.architecture.storage.tls_minimum_version } }
      },
    ]
  }) }
}

# ----------------------------------------------------------------------------------------------------------------------
# Uploads: patients' files. Read for as long as they exist, so they never move to a colder class; only uploads that were
# begun and never finished are cleared away.

resource "aws_s3_bucket" "uploads" {
  bucket = local.buckets.uploads

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # no ACLs at all
  }
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket
  policy = local.tls_only.uploads
}

resource "aws_s3_bucket_versioning" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.uploads]
}

# ----------------------------------------------------------------------------------------------------------------------
# Audit archive: what leaves the database's audit tables. Grows colder with age and never expires.

resource "aws_s3_bucket" "audit_archive" {
  bucket = local.buckets.audit_archive

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "audit_archive" {
  bucket = aws_s3_bucket.audit_archive.bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # no ACLs at all
  }
}

resource "aws_s3_bucket_public_access_block" "audit_archive" {
  bucket                  = aws_s3_bucket.audit_archive.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "audit_archive" {
  bucket = aws_s3_bucket.audit_archive.bucket
  policy = local.tls_only.audit_archive
}

resource "aws_s3_bucket_versioning" "audit_archive" {
  bucket = aws_s3_bucket.audit_archive.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "audit_archive" {
  bucket = aws_s3_bucket.audit_archive.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "audit_archive" {
  bucket = aws_s3_bucket.audit_archive.bucket

  # No expiration: the audit log is owed for six years and more.
  rule {
    id     = "colder-with-age"
    status = "Enabled"
    filter {}

    dynamic "transition" {
      for_each = local.architecture.storage.audit_archive.transitions

      content {
        days          = transition.value.days
        storage_class = transition.value.storage_class
      }
    }
  }

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.audit_archive]
}

# ----------------------------------------------------------------------------------------------------------------------
# Backups: the daily dump, in a form that needs no RDS to restore. Locked: until an object is seven years old, nobody can
# delete or overwrite it, the account's root included. Mind what the first apply does: the bucket cannot be emptied either.

resource "aws_s3_bucket" "backup" {
  bucket = local.buckets.backup

  # Can be set only while the bucket is created, and turns versioning on.
  object_lock_enabled = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "backup" {
  bucket = aws_s3_bucket.backup.bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # no ACLs at all
  }
}

resource "aws_s3_bucket_public_access_block" "backup" {
  bucket                  = aws_s3_bucket.backup.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "backup" {
  bucket = aws_s3_bucket.backup.bucket
  policy = local.tls_only.backup
}

resource "aws_s3_bucket_versioning" "backup" {
  bucket = aws_s3_bucket.backup.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "backup" {
  bucket = aws_s3_bucket.backup.bucket

  rule {
    bucket_key_enabled = true # one key request per bucket and while, not one per object

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.backup.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "backup" {
  bucket = aws_s3_bucket.backup.bucket

  # No expiration: an object cannot go before its lock ends, and when it goes after that is a decision yet to be made.
  rule {
    id     = "colder-with-age"
    status = "Enabled"
    filter {}

    dynamic "transition" {
      for_each = local.architecture.storage.backup.transitions

      content {
        days          = transition.value.days
        storage_class = transition.value.storage_class
      }
    }
  }

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.backup]
}

resource "aws_s3_bucket_object_lock_configuration" "backup" {
  bucket = aws_s3_bucket.backup.bucket

  # Without a default rule a bucket is able to lock, and locks nothing.
  rule {
    default_retention {
      mode  = local.scope.backup_lock.mode
      years = local.scope.backup_lock.years
    }
  }

  depends_on = [aws_s3_bucket_versioning.backup]
}
