# One reason.
# expect: fail aws_sesv2_account_suppression_attributes.a at aws_sesv2_account_suppression_attributes.a suppressed_reasons
resource "aws_sesv2_account_suppression_attributes" "a" {
  suppressed_reasons = ["BOUNCE"]
}
variable "environment" {
  default = "account"
}
