# None at all.
# expect: fail missing:account-public-access-block
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
}
variable "environment" {
  default = "account"
}
