# Who may talk to whom. A group holds no rules inline; each rule is a resource of its own, so that a change to one shows as
# one, and a finding can name it. A group without an ingress rule takes no connection at all. Egress is written out as
# well: a group that Terraform makes starts without any.
#
# This file: alb, the load balancer. Cloudflare's ranges alone, so that nobody goes round its firewall.

locals {
  # By range and port, the way a finding names the rule: "173.245.48.0/20 443".
  from_cloudflare_ipv4 = {
    for pair in setproduct(var.cloudflare.ipv4, var.ports.load_balancer) : "${pair[0]} ${pair[1]}" => { range = pair[0], port = pair[1] }
  }
  from_cloudflare_ipv6 = {
    for pair in setproduct(var.cloudflare.ipv6, var.ports.load_balancer) : "${pair[0]} ${pair[1]}" => { range = pair[0], port = pair[1] }
  }
}

resource "aws_security_group" "load_balancer" {
  name        = var.names.load_balancer
  description = "The load balancer"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.load_balancer }
}

# AWS's quota of 60 rules counts IPv4 and IPv6 apart.
resource "aws_vpc_security_group_ingress_rule" "load_balancer_ipv4" {
  for_each = local.from_cloudflare_ipv4

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv4         = each.value.range
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = "Cloudflare"
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_ipv6" {
  for_each = local.from_cloudflare_ipv6

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv6         = each.value.range
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = "Cloudflare"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_core_api" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.core_api.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "Core API and its health check"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_clinic" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["clinic"]
  to_port                      = var.ports.services["clinic"]
  description                  = "Clinic and its health check"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_portal" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["portal"]
  to_port                      = var.ports.services["portal"]
  description                  = "Portal and its health check"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_console" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["console"]
  to_port                      = var.ports.services["console"]
  description                  = "Console and its health check"
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_telemetry" {
  count = var.telemetry ? 1 : 0

  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.telemetry[0].id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["telemetry-api"]
  to_port                      = var.ports.services["telemetry-api"]
  description                  = "Telemetry and its health check"
}
