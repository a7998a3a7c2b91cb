# What is not known until the apply: a range, a prefix list, the blocks of a group, the entries of a network ACL, the rest of a VPC's own
# list; and one that is open whatever else is not known.
#
# expect: undetermined aws_security_group.range
# expect: undetermined aws_security_group.list
# expect: undetermined aws_security_group.foreign_list
# expect: undetermined aws_security_group.blocks
# expect: undetermined aws_security_group.half
# expect: undetermined aws_security_group.portless
# expect: undetermined aws_security_group.unheard_of
# expect: undetermined aws_network_acl.unheard_of
# expect: undetermined aws_network_acl.number
# expect: undetermined aws_network_acl.blocks
# expect: undetermined aws_vpc.own
# expect: fail aws_security_group.open at aws_security_group_rule.open cidr_blocks[0]
# expect: fail aws_network_acl.open at aws_network_acl_rule.open cidr_block
# expect: pass aws_security_group.closed

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "0.0.0.0/0"
}

resource "terraform_data" "unknown_list" {
  input = ["0.0.0.0/0"]
}

resource "terraform_data" "number" {
  input = 22
}

resource "aws_ec2_managed_prefix_list" "known" {
  name           = "known"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "10.0.0.0/8"
  }
}

resource "aws_security_group" "range" {}

resource "aws_vpc_security_group_ingress_rule" "range" {
  security_group_id = aws_security_group.range.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = terraform_data.unknown.output
}

resource "aws_security_group" "list" {}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.list.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = terraform_data.unknown.output
}

resource "aws_security_group" "foreign_list" {}

resource "aws_vpc_security_group_ingress_rule" "foreign_list" {
  security_group_id = aws_security_group.foreign_list.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = "pl-0123456789abcdef0"
}

resource "aws_security_group" "blocks" {
  dynamic "ingress" {
    for_each = terraform_data.unknown_list.output

    content {
      protocol        = "tcp"
      from_port       = 443
      to_port         = 443
      cidr_blocks     = [ingress.value]
      prefix_list_ids = [aws_ec2_managed_prefix_list.known.id]
    }
  }
}

# The other half may be open on the same port.
resource "aws_security_group" "half" {}

resource "aws_vpc_security_group_ingress_rule" "half" {
  security_group_id = aws_security_group.half.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "other_half" {
  security_group_id = aws_security_group.half.id
  ip_protocol       = "tcp"
  from_port         = terraform_data.number.output
  to_port           = 443
  cidr_ipv4         = "128.0.0.0/1"
}

# Neither says which ports it is for.
resource "aws_security_group" "portless" {}

resource "aws_vpc_security_group_ingress_rule" "portless" {
  for_each = toset(["0.0.0.0/1", "128.0.0.0/1"])

  security_group_id = aws_security_group.portless.id
  ip_protocol       = "tcp"
  cidr_ipv4         = each.key
}

# These may be one.
resource "aws_security_group" "unheard_of" {}

resource "aws_vpc_security_group_ingress_rule" "unheard_of" {
  for_each = { "0.0.0.0/1" = "47", "128.0.0.0/1" = "gre" }

  security_group_id = aws_security_group.unheard_of.id
  ip_protocol       = each.value
  cidr_ipv4         = each.key
}

resource "aws_network_acl" "unheard_of" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "unheard_of" {
  network_acl_id = aws_network_acl.unheard_of.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "gre"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

# A denial that may come first.
resource "aws_network_acl" "number" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "number" {
  for_each = { allow = 100, deny = terraform_data.number.output }

  network_acl_id = aws_network_acl.number.id
  rule_number    = each.value
  rule_action    = each.key
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl" "blocks" {
  vpc_id = aws_vpc.main.id

  dynamic "ingress" {
    for_each = terraform_data.unknown_list.output

    content {
      rule_no    = 100
      action     = "allow"
      protocol   = "tcp"
      from_port  = 22
      to_port    = 22
      cidr_block = ingress.value
    }
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

# AWS allows everything on a list that a VPC brings along.
resource "aws_vpc" "own" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_network_acl_rule" "of_the_vpc" {
  network_acl_id = aws_vpc.own.default_network_acl_id
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_security_group" "open" {}

resource "aws_security_group_rule" "open" {
  security_group_id = aws_security_group.open.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = terraform_data.number.output
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
  ipv6_cidr_blocks  = [terraform_data.unknown.output]
}

resource "aws_network_acl" "open" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "open" {
  network_acl_id = aws_network_acl.open.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

# Whatever it is, the entry above decides before.
resource "aws_network_acl_rule" "after" {
  network_acl_id = aws_network_acl.open.id
  rule_number    = 200
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = terraform_data.unknown.output
}

resource "aws_security_group" "closed" {
  description = terraform_data.unknown.output
}
