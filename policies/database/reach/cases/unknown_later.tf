# A source, a port and a group that are not known, and a group of which the name is not.
# expect: undetermined aws_security_group.source
# expect: undetermined aws_security_group.port
# expect: undetermined aws_security_group.named
# expect: undetermined aws_security_group.later
# expect: fail aws_security_group.open
# expect: undetermined aws_vpc_security_group_ingress_rule.loose
# expect: undetermined aws_vpc.main
variable "environment" {
  default = "production"
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
resource "aws_security_group" "later" {
  name = terraform_data.unknown.output
}
resource "aws_security_group" "source" {
  name = "source"
  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = ["sg-0123456789abcdef0"]
  }
}
resource "aws_security_group" "named" {
  name = "named"
  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.later.id]
  }
}
resource "aws_security_group" "port" {
  name = "port"
  ingress {
    protocol    = "tcp"
    from_port   = 1
    to_port     = terraform_data.port.output
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "open" {
  name = "open"
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_vpc_security_group_ingress_rule" "loose" {
  security_group_id = terraform_data.unknown.output
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
