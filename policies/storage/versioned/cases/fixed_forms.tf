# Suspended, never set, set on another bucket, and switched off in the bucket itself.
# expect: pass aws_s3_bucket.suspended
# expect: pass aws_s3_bucket.none
# expect: fail aws_s3_bucket.elsewhere
# expect: fail aws_s3_bucket.inline at aws_s3_bucket.inline versioning[0].enabled
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "suspended" {
  bucket = "a-suspended"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.suspended.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket" "none" {
  bucket = "a-none"
}
resource "aws_s3_bucket_versioning" "none" {
  bucket = aws_s3_bucket.none.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket" "elsewhere" {
  bucket = "a-elsewhere"
}
resource "aws_s3_bucket_versioning" "elsewhere" {
  bucket = "somebody-elses"
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "an-inline"
  versioning {
    enabled = false
  }
}
variable "environment" {
  default = "production"
}
