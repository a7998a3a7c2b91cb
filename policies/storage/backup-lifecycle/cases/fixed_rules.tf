# The wrong order, an expiry before the lock's end, and no rule at all.
# expect: pass aws_s3_bucket.backup
# expect: pass aws_s3_bucket.old
# expect: fail aws_s3_bucket.none
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 120
      storage_class = "DEEP_ARCHIVE"
    }
    transition {
      days          = 30
      storage_class = "GLACIER_IR"
    }
  }
}
resource "aws_s3_bucket" "old" {
  bucket = "old-backup-files"
}
resource "aws_s3_bucket_lifecycle_configuration" "old" {
  bucket = aws_s3_bucket.old.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 30
      storage_class = "GLACIER_IR"
    }
    transition {
      days          = 120
      storage_class = "DEEP_ARCHIVE"
    }
    expiration {
      days = 2557
    }
    noncurrent_version_expiration {
      noncurrent_days = 2557
    }
  }
}
resource "aws_s3_bucket" "none" {
  bucket = "a-backup-none"
}
variable "environment" {
  default = "production"
}
