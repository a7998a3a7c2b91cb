# Through another set, TLS where the receiver likes, and no MAIL FROM of the domain.
# expect: pass aws_sesv2_email_identity.a
resource "terraform_data" "unknown" {}
resource "aws_sesv2_email_identity" "a" {
  email_identity         = "restartix.pro"
  configuration_set_name = aws_sesv2_configuration_set.a.configuration_set_name
}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = "restartix-production"
  tags                   = { note = terraform_data.unknown.id }
  delivery_options {
    tls_policy = "REQUIRE"
  }
}
resource "aws_sesv2_email_identity_mail_from_attributes" "a" {
  email_identity   = "restartix.pro"
  mail_from_domain = "mail.restartix.pro"
}
variable "environment" {
  default = "production"
}
