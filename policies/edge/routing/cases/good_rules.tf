# All of production's. The network is not known, and does not matter; nor does how a network load balancer asks.
#
# expect: pass aws_lb_target_group.main["clinic"]
# expect: pass aws_lb_target_group.main["portal"]
# expect: pass aws_lb_target_group.main["console"]
# expect: pass aws_lb_target_group.main["core-api"]
# expect: pass aws_lb_listener_rule.main["clinic"]
# expect: pass aws_lb_listener_rule.main["portal"]
# expect: pass aws_lb_listener_rule.main["console"]
# expect: pass aws_lb_listener_rule.main["core-api"]
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

  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/50dc6c495c0c9188/1"

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
