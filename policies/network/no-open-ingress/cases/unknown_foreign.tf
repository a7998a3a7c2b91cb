# Rules on groups and network ACLs that nothing here manages, which alone do not tell: others may add up with them, or deny before.
#
# expect: undetermined aws_vpc_security_group_ingress_rule.half
# expect: undetermined aws_vpc_security_group_ingress_rule.range
# expect: undetermined aws_vpc_security_group_ingress_rule.list
# expect: undetermined aws_network_acl_rule.login
# expect: undetermined aws_network_acl_rule.half
# expect: undetermined aws_network_acl_rule.number
# expect: undetermined aws_network_acl_rule.unread
# expect: pass aws_network_acl_rule.web
# expect: pass aws_network_acl_rule.office
# expect: pass aws_network_acl_rule.denied

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "half" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "range" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = terraform_data.unknown.output
}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = "pl-0123456789abcdef0"
}

resource "aws_network_acl_rule" "login" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 50
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "half" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 60
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/1"
}

resource "aws_network_acl_rule" "number" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 70
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = terraform_data.unknown.output
}

resource "aws_network_acl_rule" "unread" {
  network_acl_id = terraform_data.unknown.output
  rule_number    = 80
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
  cidr_block     = "10.0.0.0/8"
}

resource "aws_network_acl_rule" "web" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 90
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "office" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "10.0.0.0/8"
}

resource "aws_network_acl_rule" "denied" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 110
  rule_action    = "deny"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = "acl-0123456789abcdef0"
  egress         = true
  rule_number    = 50
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
