# Other ports from anywhere, and a template without a key.
# expect: pass aws_security_group.web
# expect: pass aws_security_group.icmp
# expect: pass aws_launch_template.main
# expect: not-applicable aws_vpc.main
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group" "web" {
  description = terraform_data.unknown.id
  ingress {
    protocol    = "tcp"
    from_port   = 23
    to_port     = 3388
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "icmp" {}
resource "aws_vpc_security_group_ingress_rule" "icmp" {
  security_group_id = aws_security_group.icmp.id
  ip_protocol       = "icmp"
  from_port         = -1
  to_port           = -1
  cidr_ipv4         = "10.0.0.0/16"
}
resource "aws_launch_template" "main" {
  image_id = terraform_data.unknown.id
}
