# A policy, a protocol, an action and a rule's owner that are not known; and a classic load balancer, whose TLS is not read.
#
# expect: undetermined aws_lb_listener.policy
# expect: undetermined aws_lb_listener.protocol
# expect: undetermined aws_lb_listener.action
# expect: undetermined aws_elb.classic

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

resource "aws_lb_listener" "policy" {
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = terraform_data.unknown.output
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

resource "aws_lb_listener" "protocol" {
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = terraform_data.unknown.output
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = local.target
  }
}

# Whose rule the last one is decides.
resource "aws_lb_listener" "action" {
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

resource "aws_lb_listener_rule" "somewhere" {
  listener_arn = terraform_data.unknown.output

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

resource "aws_elb" "classic" {
  name    = "classic"
  subnets = ["subnet-1"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 9000
    instance_protocol  = "http"
    ssl_certificate_id = local.certificate
  }
}
