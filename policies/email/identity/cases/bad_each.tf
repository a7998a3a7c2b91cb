# Through another set, TLS where the receiver likes, and no MAIL FROM of the domain.
# expect: fail aws_sesv2_email_identity.a at aws_sesv2_email_identity.a configuration_set_name
# expect: fail aws_sesv2_email_identity.a at aws_sesv2_email_identity.a email_identity
# expect: fail aws_sesv2_email_identity.a at aws_sesv2_configuration_set.a delivery_options[0].tls_policy
resource "terraform_data" "unknown" {}
resource "aws_sesv2_email_identity" "a" {
  email_identity         = "restartix.pro"
  configuration_set_name = "another"
}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = "restartix-production"
  tags                   = { note = terraform_data.unknown.id }
  delivery_options {
    tls_policy = "OPTIONAL"
  }
}
resource "aws_sesv2_email_identity_mail_from_attributes" "a" {
  email_identity   = "restartix.pro"
  mail_from_domain = "bounce.restartix.pro"
}
variable "environment" {
  default = "production"
}
