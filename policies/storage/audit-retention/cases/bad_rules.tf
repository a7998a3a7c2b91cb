# Objects expire a day too soon, some of them sooner, at a date, and old versions after a month.
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule[0].expiration[0]
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule[1].expiration[0]
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule[2].noncurrent_version_expiration[0]
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule[3].expiration[0]
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
      days = 2191
    }
  }
  rule {
    id     = "some"
    status = "Enabled"
    filter {
      prefix = "tmp/"
    }
    expiration {
      days = 30
    }
  }
  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
  rule {
    id     = "date"
    status = "Enabled"
    filter {
      prefix = "d/"
    }
    expiration {
      date = "2040-01-01T00:00:00Z"
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
