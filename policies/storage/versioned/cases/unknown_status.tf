# A status, and a bucket that a satellite is of, that are known only after the apply.
# expect: undetermined aws_s3_bucket.split
# expect: undetermined aws_s3_bucket.other
# expect: undetermined aws_s3_bucket.good
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "split" {
  bucket = "a-split"
}
resource "aws_s3_bucket_versioning" "split" {
  bucket = aws_s3_bucket.split.id
  versioning_configuration {
    status = terraform_data.unknown.id
  }
}
resource "aws_s3_bucket" "other" {
  bucket = "another"
}
resource "aws_s3_bucket" "good" {
  bucket = "a-good"
}
resource "aws_s3_bucket_versioning" "good" {
  bucket = aws_s3_bucket.good.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_versioning" "loose" {
  bucket = terraform_data.unknown.id
  versioning_configuration {
    status = "Enabled"
  }
}
variable "environment" {
  default = "production"
}
