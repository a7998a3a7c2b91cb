# The load balancer as it should be: Cloudflare alone, on 443 and 80.

locals {
  cloudflare  = yamldecode(file("${path.module}/../../../policies/data/cloudflare.yaml"))
  ranges      = concat(local.cloudflare.ipv4, local.cloudflare.ipv6)
  certificate = "arn:aws:acm:eu-central-1:${var.account_id}:certificate/00000000-0000-0000-0000-000000000000"
}

resource "aws_security_group" "alb" {
  name   = "alb"
  vpc_id = module.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "alb" {
  for_each = { for pair in setproduct(local.ranges, local.everywhere.ports.load_balancer) : "${pair[0]} ${pair[1]}" => pair }

  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = each.value[1]
  to_port           = each.value[1]
  cidr_ipv4         = strcontains(each.value[0], ":") ? null : each.value[0]
  cidr_ipv6         = strcontains(each.value[0], ":") ? each.value[0] : null
}

resource "aws_lb" "this" {
  name            = "restartix-${var.environment}"
  subnets         = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
  security_groups = [aws_security_group.alb.id]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
