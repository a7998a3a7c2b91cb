# One that is not set is off.
# expect: fail aws_s3_account_public_access_block.this at aws_s3_account_public_access_block.this restrict_public_buckets
resource "terraform_data" "unknown" {}
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
  tags   = { note = terraform_data.unknown.id }
}
variable "environment" {
  default = "account"
}
