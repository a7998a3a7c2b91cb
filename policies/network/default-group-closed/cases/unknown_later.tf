# Rules that are known after the apply alone, and a rule that may be put on any group; what is open stays so.
# expect: undetermined aws_vpc.rules
# expect: undetermined aws_vpc.closed
# expect: fail aws_vpc.bare
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {
  input = ["10.0.0.0/16"]
}
resource "aws_vpc" "rules" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "rules" {
  vpc_id = aws_vpc.rules.id
  dynamic "ingress" {
    for_each = terraform_data.unknown.output
    content {
      protocol    = "tcp"
      from_port   = 443
      to_port     = 443
      cidr_blocks = [ingress.value]
    }
  }
}
resource "aws_vpc" "closed" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.closed.id
}
resource "aws_vpc" "bare" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group_rule" "loose" {
  security_group_id = terraform_data.unknown.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  self              = true
}
