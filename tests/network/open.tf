# A load balancer for each way to open its group to the whole internet.

resource "aws_security_group" "open" {
  for_each = toset(["rule", "ingress_rule", "for_each", "prefix_list", "prefix_list_entry", "halves"])

  name   = "open-${each.key}"
  vpc_id = module.network.vpc_id
}

resource "aws_lb" "open" {
  for_each = aws_security_group.open

  subnets         = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
  security_groups = [aws_security_group.alb.id, each.value.id]
}

resource "aws_security_group" "inline" {
  vpc_id = module.network.vpc_id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"] # inline
  }
}

resource "aws_lb" "inline" {
  subnets         = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
  security_groups = [aws_security_group.inline.id]
}

resource "aws_security_group_rule" "open" {
  security_group_id = aws_security_group.open["rule"].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"] # rule
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  security_group_id = aws_security_group.open["ingress_rule"].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0" # ingress_rule
}

resource "aws_vpc_security_group_ingress_rule" "each" {
  for_each = { office = "104.16.0.0/13", everybody = "0.0.0.0/0" }

  security_group_id = aws_security_group.open["for_each"].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value # for_each
}

resource "aws_ec2_managed_prefix_list" "open" {
  name           = "open"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "0.0.0.0/0" # prefix_list
  }
}

resource "aws_security_group_rule" "by_list" {
  security_group_id = aws_security_group.open["prefix_list"].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_ids   = [aws_ec2_managed_prefix_list.open.id]
}

resource "aws_ec2_managed_prefix_list" "by_entry" {
  name           = "by-entry"
  address_family = "IPv4"
  max_entries    = 1
}

resource "aws_ec2_managed_prefix_list_entry" "open" {
  prefix_list_id = aws_ec2_managed_prefix_list.by_entry.id
  cidr           = "0.0.0.0/0" # prefix_list_entry
}

resource "aws_vpc_security_group_ingress_rule" "by_entry" {
  security_group_id = aws_security_group.open["prefix_list_entry"].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_ec2_managed_prefix_list.by_entry.id
}

resource "aws_vpc_security_group_ingress_rule" "half" {
  security_group_id = aws_security_group.open["halves"].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/1" # lower half
}

resource "aws_vpc_security_group_ingress_rule" "other_half" {
  security_group_id = aws_security_group.open["halves"].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "128.0.0.0/1" # upper half
}

module "edge" {
  source = "../../modules/edge"

  vpc     = module.network.vpc_id
  subnets = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
  range   = "0.0.0.0/0" # module
}
