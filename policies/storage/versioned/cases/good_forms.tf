# A satellite, the bucket itself, and a lock, which turns versioning on.
# expect: pass aws_s3_bucket.split
# expect: pass aws_s3_bucket.inline
# expect: pass aws_s3_bucket.locked
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "split" {
  bucket = "a-split"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_versioning" "split" {
  bucket = aws_s3_bucket.split.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "an-inline"
  versioning {
    enabled = true
  }
}
resource "aws_s3_bucket" "locked" {
  bucket = "a-locked"
  object_lock_enabled = true
}
variable "environment" {
  default = "production"
}
