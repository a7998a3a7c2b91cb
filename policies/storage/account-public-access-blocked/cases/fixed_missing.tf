# None at all.
# expect: pass aws_s3_account_public_access_block.this
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
}
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
variable "environment" {
  default = "account"
}
