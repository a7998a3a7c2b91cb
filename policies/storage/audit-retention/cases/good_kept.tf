# No expiry, one at six years, one of delete markers, and one that is off. Another bucket's objects may go.
# expect: pass aws_s3_bucket.audit
# expect: pass aws_s3_bucket.inline
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    id     = "six-years"
    status = "Enabled"
    filter {}
    expiration {
      days = 2192
    }
    noncurrent_version_expiration {
      noncurrent_days = 2192
    }
  }
  rule {
    id     = "markers"
    status = "Enabled"
    filter {
      prefix = "a/"
    }
    expiration {
      expired_object_delete_marker = true
    }
  }
  rule {
    id     = "off"
    status = "Disabled"
    filter {}
    expiration {
      days = 1
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-audit-archive-staging"
  lifecycle_rule {
    enabled = true
    expiration {
      days = 2192
    }
  }
}
resource "aws_s3_bucket" "other" {
  bucket = "restartix-uploads-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "other" {
  bucket = aws_s3_bucket.other.id
  rule {
    id     = "soon"
    status = "Enabled"
    filter {}
    expiration {
      days = 1
    }
  }
}
variable "environment" {
  default = "production"
}
