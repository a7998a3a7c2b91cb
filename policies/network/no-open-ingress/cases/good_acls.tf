# Network ACLs that let the internet in elsewhere, or deny it before: by number, not by place; at once, or by halves.
#
# expect: pass aws_network_acl.web
# expect: pass aws_network_acl.denied
# expect: pass aws_network_acl.denied_by_halves
# expect: pass aws_network_acl.empty
# expect: pass aws_default_network_acl.closed

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "web" {
  for_each = { 100 = [443, 443], 110 = [23, 3388], 120 = [3390, 65535] }

  network_acl_id = aws_network_acl.web.id
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value[0]
  to_port        = each.value[1]
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "udp" {
  network_acl_id  = aws_network_acl.web.id
  rule_number     = 130
  rule_action     = "allow"
  protocol        = "udp"
  from_port       = 0
  to_port         = 65535
  ipv6_cidr_block = "::/0"
}

resource "aws_network_acl_rule" "office" {
  network_acl_id = aws_network_acl.web.id
  rule_number    = 140
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "10.0.0.0/8"
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.web.id
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl" "denied" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  ingress {
    rule_no    = 20
    action     = "deny"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 3389
    cidr_block = "0.0.0.0/0"
  }
}

# What the first denies is all that the second and the third allow: not both halves are open.
resource "aws_network_acl" "denied_by_halves" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "denied_by_halves" {
  for_each = { 10 = ["deny", "0.0.0.0/2"], 11 = ["deny", "64.0.0.0/2"], 20 = ["allow", "0.0.0.0/1"], 30 = ["allow", "128.0.0.0/1"] }

  network_acl_id = aws_network_acl.denied_by_halves.id
  rule_number    = each.key
  rule_action    = each.value[0]
  protocol       = "tcp"
  from_port      = 3389
  to_port        = 3389
  cidr_block     = each.value[1]
}

resource "aws_network_acl" "empty" {
  vpc_id = aws_vpc.main.id
}

resource "aws_default_network_acl" "closed" {
  default_network_acl_id = aws_vpc.main.default_network_acl_id
}
