# One certificate for every name of the platform. A wildcard covers one label, so there is one for each level. Custom domains have
# theirs at Cloudflare.

resource "aws_acm_certificate" "this" {
  domain_name               = var.certificate_names[0]
  subject_alternative_names = slice(var.certificate_names, 1, length(var.certificate_names))
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

# Waits until the records are in Cloudflare's zone, and ACM has seen them: a listener takes no certificate before.
resource "aws_acm_certificate_validation" "this" {
  certificate_arn = aws_acm_certificate.this.arn
}
