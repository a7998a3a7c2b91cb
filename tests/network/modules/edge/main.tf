variable "vpc" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "range" {
  type = string
}

resource "aws_security_group" "this" {
  vpc_id = var.vpc
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = var.range # in the module
}

resource "aws_lb" "this" {
  subnets         = var.subnets
  security_groups = [aws_security_group.this.id]
}
