# Objects expire a day too soon, some of them sooner, at a date, and old versions after a month.
# expect: pass aws_s3_bucket.audit
# expect: fail aws_s3_bucket.inline at aws_s3_bucket.inline lifecycle_rule[0].expiration[0]
# expect: fail aws_s3_bucket.inline at aws_s3_bucket.inline lifecycle_rule[0].noncurrent_version_expiration[0]
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    id     = "year"
    status = "Enabled"
    filter {}
    expiration {
      days = 2192
    }
  }
  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 2192
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-audit-archive-staging"
  lifecycle_rule {
    enabled = true
    prefix  = "tmp/"
    expiration {
      days = 30
    }
    noncurrent_version_expiration {
      days = 30
    }
  }
}
variable "environment" {
  default = "production"
}
