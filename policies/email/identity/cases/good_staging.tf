# Staging needs no MAIL FROM.
# expect: pass aws_sesv2_email_identity.a
resource "terraform_data" "unknown" {}
resource "aws_sesv2_email_identity" "a" {
  email_identity         = "staging.restartix.pro"
  configuration_set_name = "restartix-staging"
}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = "restartix-staging"
  tags                   = { note = terraform_data.unknown.id }
  delivery_options {
    tls_policy = "REQUIRE"
  }
}
variable "environment" {
  default = "staging"
}
