# Each way in which a listener speaks something else: an old policy, none, clear text, a redirect that is none, and a rule that lets
# clear text through. What is not known of the second rule does not matter.
#
# expect: pass aws_lb_listener.old
# expect: fail aws_lb_listener.default at aws_lb_listener.default ssl_policy
# expect: fail aws_lb_listener.clear at aws_lb_listener.clear default_action[0].type
# expect: fail aws_lb_listener.port at aws_lb_listener.port port
# expect: fail aws_lb_listener.tcp at aws_lb_listener.tcp protocol
# expect: fail aws_lb_listener.stays at aws_lb_listener.stays default_action[0].redirect[0].port
# expect: fail aws_lb_listener.stays at aws_lb_listener.stays default_action[0].redirect[0].protocol
# expect: fail aws_lb_listener.ruled at aws_lb_listener_rule.through action[0].type
# expect: fail aws_elb.classic at aws_elb.classic listener[0].lb_protocol

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  balancer    = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  target      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/main/73e2d6bc24d8a067"
  certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
}

resource "aws_lb_listener" "old" {
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

resource "aws_lb_listener" "default" {
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

resource "aws_lb_listener" "clear" {
  load_balancer_arn = local.balancer
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

resource "aws_lb_listener" "port" {
  load_balancer_arn = local.balancer
  port              = 8080
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

resource "aws_lb_listener" "tcp" {
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

# To itself, as the provider's defaults have it.
resource "aws_lb_listener" "stays" {
  load_balancer_arn = local.balancer
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      host        = "other.restartix.pro"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "ruled" {
  load_balancer_arn = local.balancer
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

resource "aws_lb_listener_rule" "through" {
  listener_arn = aws_lb_listener.ruled.arn

  action {
    type             = "forward"
    target_group_arn = local.target
  }

  condition {
    path_pattern {
      values = ["/webhooks/*"]
    }
  }
}

resource "aws_lb_listener_rule" "somewhere" {
  listener_arn = aws_lb_listener.ruled.arn

  action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      host        = terraform_data.unknown.output
      status_code = "HTTP_301"
    }
  }

  condition {
    host_header {
      values = ["a.restartix.pro"]
    }
  }
}

resource "aws_elb" "classic" {
  name    = "classic"
  subnets = ["subnet-1"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 9000
    instance_protocol = "http"
  }
}
