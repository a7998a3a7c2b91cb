# No default at all.
# expect: fail missing:ebs-encryption-by-default
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
}
variable "environment" {
  default = "account"
}
