# What is not known of a certificate changes nothing.
# expect: fail aws_wafv2_web_acl.w at aws_wafv2_web_acl.w
# expect: fail aws_route53_zone.z at aws_route53_zone.z
# expect: fail aws_acm_certificate.tenant at aws_acm_certificate.tenant subject_alternative_names[1]
# expect: undetermined aws_acm_certificate.later
# expect: pass aws_acm_certificate.own
resource "aws_wafv2_web_acl" "w" {
  name  = "w"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "w"
    sampled_requests_enabled   = false
  }
}
resource "aws_route53_zone" "z" {
  name = "restartix.pro"
}
resource "aws_acm_certificate" "tenant" {
  domain_name               = "api.restartix.pro"
  subject_alternative_names = ["booking.clinic.example"]
  validation_method         = "DNS"
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
