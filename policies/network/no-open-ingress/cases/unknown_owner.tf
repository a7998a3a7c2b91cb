# A rule and an entry whose owners are not known: they may be put on any group and list of the plan, and on those of a VPC.
#
# expect: undetermined aws_vpc_security_group_ingress_rule.loose
# expect: undetermined aws_network_acl_rule.loose
# expect: undetermined aws_security_group.any
# expect: undetermined aws_network_acl.any
# expect: undetermined aws_vpc.main
# expect: fail aws_security_group.open at aws_security_group.open ingress[0].cidr_blocks[0]

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "any" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "loose" {
  security_group_id = terraform_data.unknown.output
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_network_acl" "any" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl_rule" "loose" {
  network_acl_id = terraform_data.unknown.output
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_security_group" "open" {
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}
