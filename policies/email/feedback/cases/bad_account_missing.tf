# No list.
# expect: fail missing:account-suppression-list
resource "aws_sns_topic" "a" {
  name = "restartix-production-email-feedback"
}
variable "environment" {
  default = "account"
}
