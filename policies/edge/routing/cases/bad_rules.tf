# A group that asks for another path and binds, one that leaves it to AWS; a rule to the wrong group, one that redirects, one that binds;
# other names that lead to the wrong group; and names and groups that are not there. The network is not known, which excuses nothing.
#
# expect: fail aws_lb_target_group.clinic at aws_lb_target_group.clinic health_check[0].path
# expect: fail aws_lb_target_group.clinic at aws_lb_target_group.clinic stickiness[0].enabled
# expect: fail aws_lb_target_group.portal at aws_lb_target_group.portal health_check[0].path
# expect: fail aws_lb_listener_rule.clinic at aws_lb_listener_rule.clinic action
# expect: fail aws_lb_listener_rule.portal at aws_lb_listener_rule.portal action
# expect: fail aws_lb_listener_rule.binds at aws_lb_listener_rule.binds action[0].forward[0].stickiness[0].enabled
# expect: fail aws_lb_listener.main at aws_lb_listener.main default_action
# expect: fail missing:production-console
# expect: fail missing:production-core-api
# expect: fail missing:console.restartix.pro
# expect: fail missing:api.restartix.pro

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_lb_target_group" "clinic" {
  name     = "production-clinic"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = terraform_data.unknown.output

  health_check {
    path = "/ready"
  }

  stickiness {
    type = "lb_cookie"
  }
}

resource "aws_lb_target_group" "portal" {
  name     = "production-portal"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = "vpc-1"
}

resource "aws_lb_listener_rule" "clinic" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["*.clinic.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal.arn
  }
}

resource "aws_lb_listener_rule" "portal" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["*.portal.restartix.pro"]
    }
  }

  action {
    type = "redirect"

    redirect {
      host        = "restartix.pro"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "binds" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["console.restartix.pro"]
    }
  }

  condition {
    path_pattern {
      values = ["/a"]
    }
  }

  action {
    type = "forward"

    forward {
      target_group {
        arn = aws_lb_target_group.portal.arn
      }

      target_group {
        arn = aws_lb_target_group.clinic.arn
      }

      stickiness {
        enabled  = true
        duration = 60
      }
    }
  }
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal.arn
  }
}
