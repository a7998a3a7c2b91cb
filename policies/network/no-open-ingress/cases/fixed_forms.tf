# The whole internet, written in every form that a rule has, on any port and protocol; and through a prefix list.
#
# expect: pass aws_security_group.inline
# expect: fail aws_security_group.inline_ipv6 at aws_security_group.inline_ipv6 ingress[0].ipv6_cidr_blocks[0]
# expect: fail aws_security_group.dynamic at aws_security_group.dynamic ingress[0].cidr_blocks[0]
# expect: fail aws_security_group.rule at aws_security_group_rule.rule["0.0.0.0/0"] cidr_blocks[0]
# expect: fail aws_security_group.rule at aws_security_group_rule.rule["::/0"] ipv6_cidr_blocks[0]
# expect: pass aws_security_group.ingress_rule
# expect: fail aws_security_group.by_list at aws_ec2_managed_prefix_list.inline entry[0].cidr
# expect: fail aws_security_group.by_list at aws_ec2_managed_prefix_list_entry.separate cidr
# expect: fail aws_default_security_group.default at aws_default_security_group.default ingress[0].cidr_blocks[0]
# expect: fail aws_vpc.own at aws_vpc_security_group_ingress_rule.of_the_vpc cidr_ipv4

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "inline" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "inline_ipv6" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "icmpv6"
    from_port        = -1
    to_port          = -1
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "dynamic" {
  vpc_id = aws_vpc.main.id

  dynamic "ingress" {
    for_each = { "443" = "10.0.0.0/8", "80" = "0.0.0.0/0" }

    content {
      protocol    = "tcp"
      from_port   = ingress.key
      to_port     = ingress.key
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_security_group" "rule" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "rule" {
  for_each = toset(["0.0.0.0/0", "::/0"])

  security_group_id = aws_security_group.rule.id
  type              = "ingress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = each.key == "::/0" ? null : [each.key]
  ipv6_cidr_blocks  = each.key == "::/0" ? [each.key] : null
}

resource "aws_security_group" "ingress_rule" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "ipv4" {
  security_group_id = aws_security_group.ingress_rule.id
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/8"
}

# What lies outside is given to nobody.
resource "aws_vpc_security_group_ingress_rule" "ipv6" {
  security_group_id = aws_security_group.ingress_rule.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv6         = "2606:4700::/32"
}

resource "aws_ec2_managed_prefix_list" "inline" {
  name           = "inline"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "0.0.0.0/0"
  }

  entry {
    cidr = "10.0.0.0/8"
  }
}

resource "aws_ec2_managed_prefix_list" "separate" {
  name           = "separate"
  address_family = "IPv4"
  max_entries    = 1
}

resource "aws_ec2_managed_prefix_list_entry" "separate" {
  prefix_list_id = aws_ec2_managed_prefix_list.separate.id
  cidr           = "0.0.0.0/0"
}

resource "aws_security_group" "by_list" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [aws_ec2_managed_prefix_list.inline.id]
  }
}

resource "aws_vpc_security_group_ingress_rule" "by_list" {
  security_group_id = aws_security_group.by_list.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_ec2_managed_prefix_list.separate.id
}

resource "aws_default_security_group" "default" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 0
    to_port     = 65535
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# The group that a VPC brings along has no resource of its own here.
resource "aws_vpc" "own" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc_security_group_ingress_rule" "of_the_vpc" {
  security_group_id = aws_vpc.own.default_security_group_id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
