# What private subnets reach AWS and the internet through.

# endpoints: where the VPC has interface endpoints.
resource "aws_security_group" "endpoints" {
  count = var.interface_endpoints ? 1 : 0

  name        = var.names.endpoints
  description = "Interface endpoints of AWS services"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.endpoints }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_vpc" {
  count = var.interface_endpoints ? 1 : 0

  security_group_id = aws_security_group.endpoints[0].id
  cidr_ipv4         = var.vpc_cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "Everything in the VPC"
}

# ----------------------------------------------------------------------------------------------------------------------
# nat: where the way out is an instance. Web ports alone, and never all protocols: it is no general router.

resource "aws_security_group" "nat" {
  count = var.nat_instance ? 1 : 0

  name        = var.names.nat
  description = "The NAT instance"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.nat }
}

resource "aws_vpc_security_group_ingress_rule" "nat_from_private" {
  for_each = var.nat_instance ? local.from_private_subnets : {}

  security_group_id = aws_security_group.nat[0].id
  cidr_ipv4         = each.value.range
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = "The way out of a private subnet"
}

resource "aws_vpc_security_group_egress_rule" "nat_to_https" {
  count = var.nat_instance ? 1 : 0

  security_group_id = aws_security_group.nat[0].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "AWS and the external services"
}

resource "aws_vpc_security_group_egress_rule" "nat_to_http" {
  count = var.nat_instance ? 1 : 0

  security_group_id = aws_security_group.nat[0].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  description       = "Services that begin with a redirect, and package mirrors"
}

locals {
  from_private_subnets = {
    for pair in setproduct(var.private_subnet_cidrs, [443, 80]) : "${pair[0]} ${pair[1]}" => { range = pair[0], port = pair[1] }
  }
}
