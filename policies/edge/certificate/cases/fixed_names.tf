# A listener without a certificate, and one whose certificates, known before the apply by what names them alone, are a label short of a
# host that it routes. Where requests go is not known, which excuses nothing.
#
# expect: pass aws_lb_listener.main
# expect: pass aws_lb_listener.deep

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "main" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["a.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_acm_certificate" "main" {
  domain_name               = "*.restartix.pro"
  subject_alternative_names = ["*.clinic.restartix.pro", "*.portal.restartix.pro"]
  validation_method         = "DNS"
}

resource "aws_acm_certificate_validation" "main" {
  certificate_arn = aws_acm_certificate.main.arn
}

resource "aws_acm_certificate" "further" {
  domain_name       = "*.example.com"
  validation_method = "DNS"
}

resource "aws_lb_listener_certificate" "further" {
  listener_arn    = aws_lb_listener.deep.arn
  certificate_arn = aws_acm_certificate.further.arn
}

# It covers the host, and is another listener's.
resource "aws_acm_certificate" "other" {
  domain_name       = "*.clinic.restartix.pro"
  validation_method = "DNS"
}

resource "aws_lb_listener" "deep" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "deep" {
  listener_arn = aws_lb_listener.deep.arn

  condition {
    host_header {
      values = ["a.clinic.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}
