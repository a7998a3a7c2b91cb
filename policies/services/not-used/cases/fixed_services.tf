# What is not known of a certificate changes nothing.
# expect: pass aws_acm_certificate.tenant
# expect: undetermined aws_acm_certificate.later
# expect: pass aws_acm_certificate.own
resource "aws_acm_certificate" "tenant" {
  domain_name       = "api.restartix.pro"
  validation_method = "DNS"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_acm_certificate" "later" {
  domain_name       = terraform_data.later.output
  validation_method = "DNS"
}
resource "aws_acm_certificate" "own" {
  domain_name       = "*.restartix.pro"
  validation_method = "DNS"
}
