# Uploads, some of them, and old versions of them.
# expect: fail aws_s3_bucket.uploads at aws_s3_bucket_lifecycle_configuration.uploads rule[0].transition[0]
# expect: fail aws_s3_bucket.uploads at aws_s3_bucket_lifecycle_configuration.uploads rule[1].noncurrent_version_transition[0]
# expect: fail aws_s3_bucket.inline at aws_s3_bucket.inline lifecycle_rule[0].transition[0]
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  rule {
    id     = "some"
    status = "Enabled"
    filter {
      prefix = "tmp/"
    }
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }
  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    noncurrent_version_transition {
      noncurrent_days = 30
      storage_class   = "GLACIER"
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-uploads-staging"
  lifecycle_rule {
    enabled = true
    transition {
      days          = 30
      storage_class = "GLACIER"
    }
  }
}
variable "environment" {
  default = "production"
}
