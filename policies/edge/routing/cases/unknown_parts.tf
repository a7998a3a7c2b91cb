# What a group asks, where a rule leads, which names one is for, and what a group is called, is not known.
#
# expect: undetermined aws_lb_target_group.path
# expect: undetermined aws_lb_listener_rule.target
# expect: undetermined aws_lb_listener_rule.host
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
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/50dc6c495c0c9188/1"

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
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/50dc6c495c0c9188/1"

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
