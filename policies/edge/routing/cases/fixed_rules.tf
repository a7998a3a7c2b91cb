# A group that asks for another path and binds, one that leaves it to AWS; a rule to the wrong group, one that redirects, one that binds;
# other names that lead to the wrong group; and names and groups that are not there. The network is not known, which excuses nothing.
#
# expect: pass aws_lb_target_group.clinic
# expect: pass aws_lb_target_group.portal
# expect: pass aws_lb_listener_rule.clinic
# expect: pass aws_lb_listener_rule.portal
# expect: pass aws_lb_listener_rule.binds
# expect: pass aws_lb_listener.main
# expect: pass aws_lb_target_group.console
# expect: pass aws_lb_target_group.core-api
# expect: pass aws_lb_listener_rule.core-api

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
    path = "/health"
  }
}

resource "aws_lb_target_group" "portal" {
  name     = "production-portal"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = "vpc-1"

  health_check {
    path = "/health"
  }
}

resource "aws_lb_target_group" "console" {
  name     = "production-console"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = "vpc-1"

  health_check {
    path = "/health"
  }
}

resource "aws_lb_target_group" "core-api" {
  name     = "production-core-api"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = "vpc-1"

  health_check {
    path = "/health"
  }
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
    target_group_arn = aws_lb_target_group.clinic.arn
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
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal.arn
  }
}

resource "aws_lb_listener_rule" "binds" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["console.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.console.arn
  }
}

resource "aws_lb_listener_rule" "core-api" {
  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = ["api.restartix.pro"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.core-api.arn
  }
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.clinic.arn
  }
}
