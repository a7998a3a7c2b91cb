# One rule for all objects; what a rule for some does beside it moves nothing. What is unknown about tags does not matter.
# expect: pass aws_s3_bucket.audit
# expect: not-applicable aws_s3_bucket.other
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
  tags   = { note = terraform_data.unknown.id }
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
  rule {
    id     = "uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
  rule {
    id     = "idle"
    status = "Disabled"
    filter {}
    transition {
      days          = 1
      storage_class = "GLACIER"
    }
  }
}
resource "aws_s3_bucket" "other" {
  bucket = "restartix-uploads-production"
}
variable "environment" {
  default = "production"
}
