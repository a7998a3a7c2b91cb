# All of production's, with other names for the one that knows them; and a listener that routes nothing. The network is not known, and does not matter; nor does how a network load balancer asks.
#
# expect: pass aws_lb_target_group.main["clinic"]
# expect: pass aws_lb_target_group.main["portal"]
# expect: pass aws_lb_target_group.main["console"]
# expect: pass aws_lb_target_group.main["core-api"]
# expect: pass aws_lb_listener_rule.main["clinic"]
# expect: pass aws_lb_listener_rule.main["portal"]
# expect: pass aws_lb_listener_rule.main["console"]
# expect: pass aws_lb_listener_rule.main["core-api"]
# expect: pass aws_lb_listener.main
# expect: pass aws_lb_listener.other
# expect: not-applicable aws_lb_target_group.network

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  hosts = {
    clinic   = "*.clinic.restartix.pro"
    portal   = "*.portal.restartix.pro"
    console  = "console.restartix.pro"
    core-api = "api.restartix.pro"
  }
}

resource "aws_lb_target_group" "main" {
  for_each = local.hosts

  name     = "production-${each.key}"
  protocol = "HTTP"
  port     = 9000
  vpc_id   = terraform_data.unknown.output

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener_rule" "main" {
  for_each = local.hosts

  listener_arn = aws_lb_listener.main.arn

  condition {
    host_header {
      values = [each.value]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main[each.key].arn
  }
}

resource "aws_lb_target_group" "network" {
  name     = "network"
  protocol = "TCP"
  port     = 9000
  vpc_id   = "vpc-1"
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main["clinic"].arn
  }
}

resource "aws_lb_listener" "other" {
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
