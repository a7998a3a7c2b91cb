# No topic.
# expect: fail missing:restartix-alerts-production
resource "terraform_data" "unknown" {}
resource "aws_sns_topic" "other" {
  name = "other"
}
variable "environment" {
  default = "production"
}
