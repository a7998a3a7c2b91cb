# It is stopped, and its bucket can be made public; whatever is not known of another bucket.
# expect: pass aws_cloudtrail.this
variable "environment" {
  default = "account"
}
resource "aws_s3_bucket" "trail" {
  bucket = "restartix-cloudtrail"
}
resource "aws_s3_bucket_public_access_block" "trail" {
  bucket              = "restartix-cloudtrail"
  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true

  restrict_public_buckets = true
}
resource "aws_cloudtrail" "this" {
  name                       = "restartix"
  s3_bucket_name             = "restartix-cloudtrail"
  is_multi_region_trail      = true
  enable_log_file_validation = true
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_s3_bucket" "other" {
  bucket = terraform_data.later.id
}
