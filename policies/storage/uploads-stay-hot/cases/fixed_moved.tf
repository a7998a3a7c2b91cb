# Uploads, some of them, and old versions of them.
# expect: pass aws_s3_bucket.uploads
# expect: pass aws_s3_bucket.inline
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-uploads-staging"
}
variable "environment" {
  default = "production"
}
