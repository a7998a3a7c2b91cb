# expect: pass aws_acm_certificate.own
# expect: not-applicable aws_service_discovery_private_dns_namespace.n
resource "aws_acm_certificate" "own" {
  domain_name               = "*.restartix.pro"
  subject_alternative_names = ["*.clinic.restartix.pro"]
  validation_method         = "DNS"
}
resource "aws_service_discovery_private_dns_namespace" "n" {
  name = "restartix-production.internal"
  vpc  = "vpc-0123456789abcdef0"
}
