# What a group asks, where a rule leads, which names one is for, what a group is called, and where other names lead, is not known; nor
# whether a listener that sends them nowhere routes a service.
#
# expect: undetermined aws_lb_target_group.path
# expect: undetermined aws_lb_listener_rule.target
# expect: undetermined aws_lb_listener_rule.host
# expect: undetermined aws_lb_listener.target
# expect: undetermined aws_lb_listener.host
# expect: undetermined missing:production-portal
# expect: undetermined missing:production-clinic
# expect: undetermined missing:production-console
# expect: undetermined missing:production-core-api
# expect: undetermined missing:*.portal.restartix.pro
# expect: undetermined missing:console.restartix.pro
# expect: undetermined missing:api.restartix.pro

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_lb_target_group" "path" {
  name     = terraform_data.unknown.output
  protocol = "HTTP"
  port     = 9000
  vpc_id   = "vpc-1"

  health_check {
    path = "/${terraform_data.unknown.output}"
  }
}

resource "aws_lb_listener_rule" "target" {
  listener_arn = aws_lb_listener.target.arn

  condition {
    host_header {
      values = ["*.clinic.restartix.pro"]
    }
  }

  action {
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
    target_group_arn = aws_lb_target_group.path.arn
  }
}

resource "aws_lb_listener" "target" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = terraform_data.unknown.output
  }
}

resource "aws_lb_listener" "host" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
