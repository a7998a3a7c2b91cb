# expect: fail missing:restartix
variable "environment" {
  default = "account"
}
resource "aws_cloudtrail" "other" {
  name           = "other"
  s3_bucket_name = "elsewhere"
}
