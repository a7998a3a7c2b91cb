# A rule for some objects alone, a rule that is off, and one that moves sooner.
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule
# expect: fail aws_s3_bucket.audit at aws_s3_bucket_lifecycle_configuration.audit rule[2].transition[0]
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    id     = "some"
    status = "Enabled"
    filter {
      prefix = "2026/"
    }
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
    id     = "off"
    status = "Disabled"
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
    id     = "soon"
    status = "Enabled"
    filter {
      prefix = "old/"
    }
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }
}
variable "environment" {
  default = "production"
}
