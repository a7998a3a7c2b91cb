# One reason.
# expect: pass aws_sesv2_account_suppression_attributes.a
resource "aws_sesv2_account_suppression_attributes" "a" {
  suppressed_reasons = ["BOUNCE", "COMPLAINT"]
}
variable "environment" {
  default = "account"
}
