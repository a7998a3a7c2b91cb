# Network ACLs that let the whole internet reach 22 or 3389: inline, by rules of their own, by ranges of ports, by halves, and with denials
# that come too late, or cover too little.
#
# expect: pass aws_network_acl.inline
# expect: fail aws_network_acl.rules at aws_network_acl_rule.all cidr_block
# expect: fail aws_network_acl.rules at aws_network_acl_rule.ipv6 ipv6_cidr_block
# expect: fail aws_network_acl.halves at aws_network_acl.halves ingress[0].cidr_block
# expect: fail aws_network_acl.halves at aws_network_acl.halves ingress[1].cidr_block
# expect: fail aws_network_acl.late at aws_network_acl_rule.late["allow"] cidr_block
# expect: fail aws_network_acl.little at aws_network_acl_rule.little["allow"] cidr_block
# expect: fail aws_default_network_acl.default at aws_default_network_acl.default ingress[0].ipv6_cidr_block
# expect: fail aws_network_acl.zeros at aws_network_acl_rule.zeros["06"] cidr_block
# expect: fail aws_network_acl.zeros at aws_network_acl_rule.zeros["006"] cidr_block
# expect: fail aws_vpc.own at aws_network_acl_rule.of_the_vpc cidr_block

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "inline" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl" "rules" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "all" {
  network_acl_id = aws_network_acl.rules.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "ipv6" {
  network_acl_id  = aws_network_acl.rules.id
  rule_number     = 200
  rule_action     = "allow"
  protocol        = "6"
  from_port       = 3389
  to_port         = 3389
  ipv6_cidr_block = "::/0"
}

# The ranges of the first two cover what the last one denies.
resource "aws_network_acl" "halves" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/1"
  }

  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 80
    cidr_block = "128.0.0.0/1"
  }

  ingress {
    rule_no    = 120
    action     = "deny"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl" "late" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "late" {
  for_each = { allow = 100, deny = 101 }

  network_acl_id = aws_network_acl.late.id
  rule_number    = each.value
  rule_action    = each.key
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl" "little" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "little" {
  for_each = { allow = 100, deny = 99 }

  network_acl_id = aws_network_acl.little.id
  rule_number    = each.value
  rule_action    = each.key
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = each.key == "deny" ? "0.0.0.0/1" : "0.0.0.0/0"
}

resource "aws_default_network_acl" "default" {
  default_network_acl_id = aws_vpc.main.default_network_acl_id

  ingress {
    rule_no         = 100
    action          = "allow"
    protocol        = "all"
    from_port       = 0
    to_port         = 0
    ipv6_cidr_block = "::/0"
  }
}

resource "aws_vpc" "own" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_network_acl_rule" "of_the_vpc" {
  network_acl_id = aws_vpc.own.default_network_acl_id
  rule_number    = 50
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 20
  to_port        = 30
  cidr_block     = "0.0.0.0/0"
}

# The number of a protocol may have zeros in front.
resource "aws_network_acl" "zeros" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "zeros" {
  for_each = { "06" = 22, "006" = 3389 }

  network_acl_id = aws_network_acl.zeros.id
  rule_number    = each.value
  rule_action    = "allow"
  protocol       = each.key
  from_port      = each.value
  to_port        = each.value
  cidr_block     = "0.0.0.0/0"
}
