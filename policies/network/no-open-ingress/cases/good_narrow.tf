# What is admitted is not the whole internet: Cloudflare, one half of it, halves on different ports or by different protocols, private
# addresses, members of groups; and what goes out is no concern here.
#
# expect: pass aws_security_group.cloudflare
# expect: pass aws_security_group.halves
# expect: pass aws_security_group.private
# expect: pass aws_security_group.members
# expect: pass aws_security_group.empty
# expect: pass aws_default_security_group.closed
# expect: pass aws_vpc.own

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_ec2_managed_prefix_list" "cloudflare" {
  name           = "cloudflare"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "104.16.0.0/13"
  }
}

resource "aws_ec2_managed_prefix_list_entry" "cloudflare" {
  prefix_list_id = aws_ec2_managed_prefix_list.cloudflare.id
  cidr           = "162.158.0.0/15"
}

resource "aws_security_group" "cloudflare" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "cloudflare" {
  security_group_id = aws_security_group.cloudflare.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_ids   = [aws_ec2_managed_prefix_list.cloudflare.id]
}

resource "aws_security_group" "halves" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "lower" {
  security_group_id = aws_security_group.halves.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "upper" {
  security_group_id = aws_security_group.halves.id
  ip_protocol       = "tcp"
  from_port         = 444
  to_port           = 500
  cidr_ipv4         = "128.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "upper_udp" {
  security_group_id = aws_security_group.halves.id
  ip_protocol       = "udp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "128.0.0.0/1"
}

# The other half but a public address less.
resource "aws_vpc_security_group_ingress_rule" "not_all" {
  security_group_id = aws_security_group.halves.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "128.0.0.0/2"
}

resource "aws_security_group" "private" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    cidr_blocks      = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
    ipv6_cidr_blocks = ["fc00::/7"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "members" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "-1"
    from_port       = 0
    to_port         = 0
    self            = true
    security_groups = [aws_security_group.private.id]
  }
}

resource "aws_security_group" "empty" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "out" {
  security_group_id = aws_security_group.empty.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc" "own" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc_security_group_ingress_rule" "of_the_vpc" {
  security_group_id = aws_vpc.own.default_security_group_id
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/8"
}
