# Another trail may be as it likes.
# expect: pass aws_cloudtrail.this
# expect: not-applicable aws_cloudtrail.other
variable "environment" {
  default = "account"
}
resource "aws_s3_bucket" "trail" {
  bucket = "restartix-cloudtrail"
}
resource "aws_s3_bucket_public_access_block" "trail" {
  bucket                  = "restartix-cloudtrail"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_cloudtrail" "this" {
  name                       = "restartix"
  s3_bucket_name             = "restartix-cloudtrail"
  is_multi_region_trail      = true
  enable_log_file_validation = true
}
resource "aws_cloudtrail" "other" {
  name           = "other"
  s3_bucket_name = "elsewhere"
}
