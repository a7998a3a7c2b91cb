# A port, a key and a group that are known after the apply alone: a rule that may be put on any group leaves none without doubt.
# expect: undetermined aws_security_group.port
# expect: undetermined aws_vpc.main
# expect: undetermined aws_launch_template.key
# expect: undetermined aws_vpc_security_group_ingress_rule.loose
# expect: fail aws_security_group.login
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {
  input = "sg-1"
}
resource "terraform_data" "port" {
  input = 443
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc_security_group_ingress_rule" "default" {
  security_group_id = aws_vpc.main.default_security_group_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
resource "aws_security_group" "port" {
  ingress {
    protocol    = "tcp"
    from_port   = 1
    to_port     = terraform_data.port.output
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "login" {
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_launch_template" "key" {
  key_name = terraform_data.unknown.output
}
resource "aws_vpc_security_group_ingress_rule" "loose" {
  security_group_id = terraform_data.unknown.output
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
