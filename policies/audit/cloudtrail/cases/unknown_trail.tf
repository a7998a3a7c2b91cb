# Nothing is known of the bucket, and one trail may be called anything.
# expect: undetermined aws_cloudtrail.this
# expect: undetermined aws_cloudtrail.later
variable "environment" {
  default = "account"
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
resource "aws_cloudtrail" "later" {
  name           = terraform_data.later.id
  s3_bucket_name = "elsewhere"
}
