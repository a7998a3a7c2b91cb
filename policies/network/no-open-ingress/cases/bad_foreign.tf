# Rules on groups that nothing here manages: one that is named, one that is only read, one that is picked by a condition. Each is open by
# itself, or narrow by itself.
#
# expect: fail aws_vpc_security_group_ingress_rule.named at aws_vpc_security_group_ingress_rule.named cidr_ipv4
# expect: fail aws_security_group_rule.named at aws_security_group_rule.named cidr_blocks[1]
# expect: fail aws_security_group_rule.halves at aws_security_group_rule.halves cidr_blocks[0]
# expect: fail aws_security_group_rule.halves at aws_security_group_rule.halves cidr_blocks[1]
# expect: fail aws_security_group_rule.read at aws_security_group_rule.read ipv6_cidr_blocks[0]
# expect: fail aws_security_group_rule.picked at aws_security_group_rule.picked cidr_blocks[0]
# expect: fail aws_vpc_security_group_ingress_rule.listed at aws_ec2_managed_prefix_list.whole entry[0].cidr
# expect: pass aws_vpc_security_group_ingress_rule.narrow
# expect: pass aws_security_group_rule.private
# expect: pass aws_security_group_rule.members
# expect: pass aws_security_group.managed

variable "environment" {
  default = "production"
}

variable "adopt" {
  default = true
}

resource "terraform_data" "unknown" {
  input = "sg-0123456789abcdef0"
}

data "aws_security_group" "read" {
  id = terraform_data.unknown.output
}

resource "aws_security_group" "managed" {}

resource "aws_vpc_security_group_ingress_rule" "named" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group_rule" "named" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8", "0.0.0.0/0"]
}

resource "aws_security_group_rule" "halves" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/1", "128.0.0.0/1"]
}

resource "aws_security_group_rule" "read" {
  security_group_id = data.aws_security_group.read.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_security_group_rule" "picked" {
  security_group_id = var.adopt ? "sg-0123456789abcdef0" : aws_security_group.managed.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_ec2_managed_prefix_list" "whole" {
  name           = "whole"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_vpc_security_group_ingress_rule" "listed" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_ec2_managed_prefix_list.whole.id
}

resource "aws_vpc_security_group_ingress_rule" "narrow" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_security_group_rule" "private" {
  security_group_id = data.aws_security_group.read.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8", "172.16.0.0/12"]
}

resource "aws_security_group_rule" "members" {
  security_group_id        = "sg-0123456789abcdef0"
  type                     = "ingress"
  protocol                 = "-1"
  from_port                = 0
  to_port                  = 0
  source_security_group_id = aws_security_group.managed.id
}

# What leads out is not what the statement is about.
resource "aws_security_group_rule" "out" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}
