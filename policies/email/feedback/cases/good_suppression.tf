# The account's list, with both reasons.
# expect: pass aws_sesv2_account_suppression_attributes.a
resource "aws_sesv2_account_suppression_attributes" "a" {
  suppressed_reasons = ["COMPLAINT", "BOUNCE"]
}
variable "environment" {
  default = "account"
}
