# One that is not set is off.
# expect: pass aws_s3_account_public_access_block.this
resource "terraform_data" "unknown" {}
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
  tags   = { note = terraform_data.unknown.id }
}
variable "environment" {
  default = "account"
}
