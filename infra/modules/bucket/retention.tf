# How long objects stay, where they move with age, and whether anybody may delete them sooner.

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket

  dynamic "rule" {
    for_each = length(var.transitions) > 0 ? [var.transitions] : []

    content {
      id     = "colder-with-age"
      status = "Enabled"
      filter {}

      dynamic "transition" {
        for_each = rule.value

        content {
          days          = transition.value.days
          storage_class = transition.value.storage_class
        }
      }
    }
  }

  dynamic "rule" {
    for_each = var.expire_after_days == null ? [] : [var.expire_after_days]

    content {
      id     = "expiry"
      status = "Enabled"
      filter {}

      expiration {
        days = rule.value
      }

      # In a versioned bucket an expired object lives on as a noncurrent version, which this ends.
      noncurrent_version_expiration {
        noncurrent_days = var.noncurrent_expire_after_days
      }
    }
  }

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = var.abandoned_uploads_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  count = var.object_lock == null ? 0 : 1

  bucket = aws_s3_bucket.this.bucket

  # Without a default rule a bucket is able to lock, and locks nothing.
  rule {
    default_retention {
      mode  = var.object_lock.mode
      days  = var.object_lock.days
      years = var.object_lock.years
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
