# Names of each depth, and the origin's: by one certificate, and by one that is validated first with another beside it. Where requests go
# is not known, and does not matter.
#
# expect: pass aws_lb_listener.main
# expect: pass aws_lb_listener.second
# expect: not-applicable aws_lb_listener.http

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_acm_certificate" "main" {
  domain_name               = "*.restartix.pro"
  subject_alternative_names = ["*.clinic.restartix.pro"]
  validation_method         = "DNS"
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.main.arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "main" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["*.clinic.restartix.pro", "console.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_acm_certificate" "platform" {
  domain_name       = "*.restartix.pro"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "platform" {
  certificate_arn = aws_acm_certificate.platform.arn
}

resource "aws_acm_certificate" "portal" {
  domain_name       = "*.portal.restartix.pro"
  validation_method = "DNS"
}

resource "aws_lb_listener_certificate" "portal" {
  listener_arn    = aws_lb_listener.second.arn
  certificate_arn = aws_acm_certificate.portal.arn
}

resource "aws_lb_listener" "second" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate_validation.platform.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "second" {
  listener_arn = aws_lb_listener.second.arn

  condition {
    host_header {
      values = ["*.portal.restartix.pro", "api.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}
