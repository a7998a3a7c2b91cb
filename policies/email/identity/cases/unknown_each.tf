# Whose domain, which TLS policy and which set are known only after the apply.
# expect: undetermined aws_sesv2_email_identity.a
# expect: undetermined missing:restartix.pro
# expect: undetermined missing:restartix-production
resource "terraform_data" "unknown" {}
resource "aws_sesv2_email_identity" "a" {
  email_identity         = terraform_data.unknown.id
  configuration_set_name = "restartix-production"
}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = terraform_data.unknown.id
  tags                   = { note = terraform_data.unknown.id }
  delivery_options {
    tls_policy = "REQUIRE"
  }
}
variable "environment" {
  default = "production"
}
