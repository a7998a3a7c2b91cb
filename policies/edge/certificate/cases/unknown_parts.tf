# A listener that takes one of two certificates, of which one is short of a name; a host, a protocol, and a certificate that is not here.
#
# expect: undetermined aws_lb_listener.either
# expect: undetermined aws_lb_listener.host
# expect: undetermined aws_lb_listener.foreign
# expect: undetermined aws_lb_listener.protocol

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_acm_certificate" "main" {
  domain_name               = "*.restartix.pro"
  subject_alternative_names = []
  validation_method         = "DNS"
}

resource "aws_acm_certificate" "deep" {
  domain_name               = "*.clinic.restartix.pro"
  subject_alternative_names = []
  validation_method         = "DNS"
}

resource "aws_lb_listener" "either" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = terraform_data.unknown.output == "" ? aws_acm_certificate.main.arn : aws_acm_certificate.deep.arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "either" {
  listener_arn = aws_lb_listener.either.arn

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

resource "aws_lb_listener" "host" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.main.arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "host" {
  listener_arn = aws_lb_listener.host.arn

  condition {
    host_header {
      values = [terraform_data.unknown.output]
    }
  }

  action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener" "foreign" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener_rule" "foreign" {
  listener_arn = aws_lb_listener.foreign.arn

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

resource "aws_lb_listener" "protocol" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = terraform_data.unknown.output
  certificate_arn   = aws_acm_certificate.main.arn

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}
