# Sources that are not Cloudflare: everybody, a range wider than one of Cloudflare's, one beside it, IPv6, groups and the group itself, in
# each form of a rule and through prefix lists; one bad group among several; the group of the VPC, for want of another; no group at all.
#
# expect: pass aws_lb.inline
# expect: fail aws_alb.rules at aws_security_group_rule.wider cidr_blocks[0]
# expect: fail aws_alb.rules at aws_security_group_rule.self self
# expect: fail aws_alb.rules at aws_security_group_rule.group source_security_group_id
# expect: fail aws_alb.rules at aws_ec2_managed_prefix_list.strangers entry[0].cidr
# expect: fail aws_elb.ingress_rules at aws_vpc_security_group_ingress_rule.all cidr_ipv4
# expect: fail aws_elb.ingress_rules at aws_vpc_security_group_ingress_rule.ipv6 cidr_ipv6
# expect: fail aws_elb.ingress_rules at aws_vpc_security_group_ingress_rule.group referenced_security_group_id
# expect: fail aws_elb.ingress_rules at aws_ec2_managed_prefix_list_entry.stranger cidr
# expect: fail aws_lb.several at aws_vpc_security_group_ingress_rule.several cidr_ipv4
# expect: pass aws_lb.default
# expect: fail aws_lb.in_default at aws_default_security_group.main ingress[0].self
# expect: fail aws_lb.of_the_vpc at aws_default_security_group.main ingress[0].self
# expect: fail aws_lb.network at aws_lb.network security_groups

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_security_group" "good" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "good" {
  security_group_id = aws_security_group.good.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_security_group" "inline" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["104.16.0.0/13"]
  }
}

resource "aws_lb" "inline" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.inline.id]
}

resource "aws_ec2_managed_prefix_list" "strangers" {
  name           = "strangers"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "192.0.2.0/24"
  }
}

resource "aws_security_group" "rules" {
  vpc_id = aws_vpc.main.id
}

# Twice as wide as what Cloudflare publishes.
resource "aws_security_group_rule" "wider" {
  security_group_id = aws_security_group.rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["104.16.0.0/12"]
  prefix_list_ids   = [aws_ec2_managed_prefix_list.strangers.id]
}

resource "aws_security_group_rule" "self" {
  security_group_id = aws_security_group.rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  self              = true
}

resource "aws_security_group_rule" "group" {
  security_group_id        = aws_security_group.rules.id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
  source_security_group_id = aws_security_group.good.id
}

resource "aws_alb" "rules" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.rules.id]
}

resource "aws_ec2_managed_prefix_list" "mixed" {
  name           = "mixed"
  address_family = "IPv6"
  max_entries    = 2

  entry {
    cidr = "2400:cb00::/32"
  }
}

# Cloudflare's neighbour.
resource "aws_ec2_managed_prefix_list_entry" "stranger" {
  prefix_list_id = aws_ec2_managed_prefix_list.mixed.id
  cidr           = "2400:cb01::/32"
}

resource "aws_security_group" "ingress_rules" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.ingress_rules.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "ipv6" {
  security_group_id = aws_security_group.ingress_rules.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv6         = "::/0"
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  security_group_id            = aws_security_group.ingress_rules.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.good.id
}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.ingress_rules.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_ec2_managed_prefix_list.mixed.id
}

resource "aws_elb" "ingress_rules" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.ingress_rules.id]

  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_security_group" "several" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "several" {
  security_group_id = aws_security_group.several.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}

resource "aws_lb" "several" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.good.id, aws_security_group.several.id]
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_lb" "default" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.good.id]
}

resource "aws_lb" "in_default" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_default_security_group.main.id]
}

resource "aws_lb" "of_the_vpc" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_vpc.main.default_security_group_id]
}

resource "aws_lb" "network" {
  load_balancer_type = "network"
  subnets            = [aws_subnet.main.id]
}
