# A configuration, and the bucket's own rules.
# expect: pass aws_s3_bucket.telemetry
# expect: pass aws_s3_bucket.inline
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "telemetry" {
  bucket = "restartix-telemetry-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_lifecycle_configuration" "telemetry" {
  bucket = aws_s3_bucket.telemetry.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 90
      storage_class = "STANDARD_IA"
    }
    transition {
      days          = 365
      storage_class = "GLACIER"
    }
  }
  rule {
    id     = "end"
    status = "Enabled"
    filter {}
    expiration {
      days = 2557
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "telemetry" {
  bucket = aws_s3_bucket.telemetry.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-telemetry-staging"
  lifecycle_rule {
    enabled = true
    transition {
      days          = 90
      storage_class = "STANDARD_IA"
    }
    transition {
      days          = 365
      storage_class = "GLACIER"
    }
    expiration {
      days = 2557
    }
  }
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}
variable "environment" {
  default = "production"
}
