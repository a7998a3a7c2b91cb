# Cloudflare on other ports and protocols: another port, a range that contains 443, one from 80 to 443, everything, UDP.
#
# expect: pass aws_lb.port
# expect: fail aws_lb.range at aws_security_group_rule.range from_port
# expect: fail aws_lb.between at aws_security_group.between ingress[0].to_port
# expect: fail aws_lb.all at aws_vpc_security_group_ingress_rule.all ip_protocol
# expect: fail aws_lb.all_ports at aws_security_group.all_ports ingress[0].protocol
# expect: fail aws_lb.udp at aws_vpc_security_group_ingress_rule.udp ip_protocol
# expect: fail aws_lb.list at aws_security_group_rule.list protocol

variable "environment" {
  default = "staging"
}

resource "aws_security_group" "port" {}

resource "aws_vpc_security_group_ingress_rule" "port" {
  security_group_id = aws_security_group.port.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_lb" "port" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.port.id]
}

resource "aws_security_group" "range" {}

resource "aws_security_group_rule" "range" {
  security_group_id = aws_security_group.range.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 0
  to_port           = 443
  cidr_blocks       = ["104.16.0.0/13"]
}

resource "aws_lb" "range" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.range.id]
}

resource "aws_security_group" "between" {
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 443
    cidr_blocks = ["104.16.0.0/13"]
  }
}

resource "aws_lb" "between" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.between.id]
}

resource "aws_security_group" "all" {}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.all.id
  ip_protocol       = "-1"
  cidr_ipv6         = "2606:4700::/32"
}

resource "aws_lb" "all" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.all.id]
}

resource "aws_security_group" "all_ports" {
  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["104.16.0.0/13"]
  }
}

resource "aws_lb" "all_ports" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.all_ports.id]
}

resource "aws_security_group" "udp" {}

resource "aws_vpc_security_group_ingress_rule" "udp" {
  security_group_id = aws_security_group.udp.id
  ip_protocol       = "17"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_lb" "udp" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.udp.id]
}

resource "aws_ec2_managed_prefix_list" "cloudflare" {
  name           = "cloudflare"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "104.16.0.0/13"
  }
}

resource "aws_security_group" "list" {}

resource "aws_security_group_rule" "list" {
  security_group_id = aws_security_group.list.id
  type              = "ingress"
  protocol          = "icmp"
  from_port         = -1
  to_port           = -1
  prefix_list_ids   = [aws_ec2_managed_prefix_list.cloudflare.id]
}

resource "aws_lb" "list" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.list.id]
}
