# expect: undetermined aws_acm_certificate.later
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_acm_certificate" "later" {
  domain_name       = terraform_data.later.output
  validation_method = "DNS"
}
