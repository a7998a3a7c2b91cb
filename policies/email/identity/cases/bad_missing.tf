# No identity, no set.
# expect: fail missing:restartix.pro
# expect: fail missing:restartix-production
resource "terraform_data" "unknown" {}
resource "aws_sesv2_email_identity" "a" {
  email_identity         = "another.example"
  configuration_set_name = null
}
variable "environment" {
  default = "production"
}
