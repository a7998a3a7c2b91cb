# A range that holds 22, every protocol, any source, all three forms of a rule, a VPC's own group, a key pair, and an endpoint.
# expect: pass aws_security_group.inline
# expect: fail aws_security_group.separate at aws_vpc_security_group_ingress_rule.rdp
# expect: fail aws_security_group.separate at aws_security_group_rule.any
# expect: fail aws_vpc.main at aws_security_group_rule.default
# expect: pass aws_launch_configuration.bastion
# expect: fail aws_vpc_security_group_ingress_rule.elsewhere at aws_vpc_security_group_ingress_rule.elsewhere
variable "environment" {
  default = "staging"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group" "inline" {
  ingress {
    protocol    = "tcp"
    from_port   = 25
    to_port     = 25
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "separate" {}
resource "aws_vpc_security_group_ingress_rule" "rdp" {
  security_group_id = aws_security_group.separate.id
  ip_protocol       = "udp"
  from_port         = 3389
  to_port           = 3389
  cidr_ipv4         = "10.0.0.0/16"
}
resource "aws_security_group_rule" "any" {
  security_group_id        = aws_security_group.separate.id
  type                     = "ingress"
  protocol                 = "-1"
  from_port                = 0
  to_port                  = 0
  source_security_group_id = aws_security_group.inline.id
}
resource "aws_security_group_rule" "default" {
  security_group_id = aws_vpc.main.default_security_group_id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  self              = true
}
resource "aws_vpc_security_group_ingress_rule" "elsewhere" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "10.0.0.0/16"
}
resource "aws_launch_configuration" "bastion" {
  image_id      = "ami-1"
  instance_type = "t4g.nano"
}
