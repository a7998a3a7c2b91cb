# No configuration set.
# expect: fail missing:restartix-production
resource "aws_sns_topic" "a" {
  name = "restartix-production-email-feedback"
}
variable "environment" {
  default = "production"
}
