# A VPC whose group nobody takes over, rules inwards and outwards, and rules put on it apart, also by the VPC's attribute.
# expect: pass aws_vpc.bare
# expect: pass aws_vpc.open
# expect: pass aws_vpc.apart
# expect: fail aws_vpc.attribute at aws_security_group_rule.attribute
# expect: fail aws_vpc.attribute at aws_vpc.attribute default_security_group_id
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_vpc" "bare" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "bare" {
  vpc_id = aws_vpc.bare.id
}
resource "aws_vpc" "open" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "open" {
  vpc_id = aws_vpc.open.id
}
resource "aws_vpc" "apart" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "apart" {
  vpc_id = aws_vpc.apart.id
}
resource "aws_vpc" "attribute" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group_rule" "attribute" {
  security_group_id = aws_vpc.attribute.default_security_group_id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  self              = true
}
