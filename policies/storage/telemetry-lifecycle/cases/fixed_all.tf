# No move to Glacier, an expiry of some objects alone, and S3's own keys; then nothing at all.
# expect: pass aws_s3_bucket.telemetry
# expect: fail aws_s3_bucket.bare at aws_s3_bucket.bare lifecycle_rule
# expect: fail aws_s3_bucket.bare at aws_s3_bucket.bare lifecycle_rule
# expect: fail aws_s3_bucket.bare at aws_s3_bucket.bare lifecycle_rule
# expect: fail aws_s3_bucket.bare at aws_s3_bucket.bare server_side_encryption_configuration
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
resource "aws_s3_bucket" "bare" {
  bucket = "restartix-telemetry-staging"
}
variable "environment" {
  default = "production"
}
