# Taken over without rules; another group has some.
# expect: pass aws_vpc.main
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = terraform_data.unknown.id }
}
resource "aws_security_group" "other" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }
}
