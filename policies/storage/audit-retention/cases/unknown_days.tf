# Days and a switch that are known only after the apply; a bucket whose name is.
# expect: undetermined aws_s3_bucket.audit
# expect: undetermined aws_s3_bucket.switched
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    id     = "x"
    status = "Enabled"
    filter {}
    expiration {
      days = length(terraform_data.unknown.id)
    }
  }
}
resource "aws_s3_bucket" "switched" {
  bucket = "restartix-audit-archive-staging"
}
resource "aws_s3_bucket_lifecycle_configuration" "switched" {
  bucket = aws_s3_bucket.switched.id
  rule {
    id     = "x"
    status = terraform_data.unknown.id
    filter {}
    expiration {
      days = 1
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
