# A switch that is known only after the apply.
# expect: undetermined aws_s3_account_public_access_block.this
resource "terraform_data" "unknown" {}
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.unknown.id != ""
}
variable "environment" {
  default = "account"
}
