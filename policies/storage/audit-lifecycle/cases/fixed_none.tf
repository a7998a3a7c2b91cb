# An archive without rules.
# expect: pass aws_s3_bucket.audit
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
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
