# Uploads that never move, with a rule that would and is off. Others may move.
# expect: pass aws_s3_bucket.uploads
# expect: pass aws_s3_bucket.ruleless
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  rule {
    id     = "off"
    status = "Disabled"
    filter {}
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }
  rule {
    id     = "uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
resource "aws_s3_bucket" "ruleless" {
  bucket = "restartix-uploads-staging"
}
resource "aws_s3_bucket" "other" {
  bucket = "restartix-audit-archive-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "other" {
  bucket = aws_s3_bucket.other.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }
    transition {
      days          = 365
      storage_class = "DEEP_ARCHIVE"
    }
  }
}
variable "environment" {
  default = "production"
}
