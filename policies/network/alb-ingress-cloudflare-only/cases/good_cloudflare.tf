# Cloudflare's ranges and what lies in them, on 443 and 80, in every form and on every kind of load balancer; a group without a rule; the
# closed group of the VPC. What does not face the internet may be open.
#
# expect: pass aws_lb.by_rules
# expect: pass aws_alb.inline
# expect: pass aws_lb.network
# expect: pass aws_elb.classic
# expect: pass aws_lb.several
# expect: pass aws_lb.default

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_security_group" "by_rules" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "by_rules" {
  for_each = { for pair in setproduct(["173.245.48.0/20", "131.0.72.0/22"], [443, 80]) : "${pair[0]} ${pair[1]}" => pair }

  security_group_id = aws_security_group.by_rules.id
  ip_protocol       = "tcp"
  from_port         = each.value[1]
  to_port           = each.value[1]
  cidr_ipv4         = each.value[0]
}

# Less than one of the published ranges.
resource "aws_vpc_security_group_ingress_rule" "ipv6" {
  security_group_id = aws_security_group.by_rules.id
  ip_protocol       = "6"
  from_port         = 443
  to_port           = 443
  cidr_ipv6         = "2606:4700:10::/44"
}

resource "aws_ec2_managed_prefix_list" "cloudflare" {
  name           = "cloudflare"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "104.16.0.0/13"
  }
}

resource "aws_ec2_managed_prefix_list_entry" "cloudflare" {
  prefix_list_id = aws_ec2_managed_prefix_list.cloudflare.id
  cidr           = "104.24.0.0/14"
}

resource "aws_security_group" "inline" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = ["104.16.0.0/16"]
    ipv6_cidr_blocks = ["2a06:98c0::/29"]
    prefix_list_ids  = [aws_ec2_managed_prefix_list.cloudflare.id]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "by_list" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "by_list" {
  security_group_id = aws_security_group.by_list.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 80
  to_port           = 80
  prefix_list_ids   = [aws_ec2_managed_prefix_list.cloudflare.id]
}

resource "aws_security_group" "empty" {
  vpc_id = aws_vpc.main.id
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.main.id
}

resource "aws_lb" "by_rules" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.by_rules.id]
}

resource "aws_alb" "inline" {
  internal        = false
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.inline.id]
}

resource "aws_lb" "network" {
  load_balancer_type = "network"
  security_groups    = [aws_security_group.by_list.id]

  subnet_mapping {
    subnet_id = aws_subnet.main.id
  }
}

resource "aws_elb" "classic" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.by_list.id]

  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_lb" "several" {
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.by_rules.id, aws_security_group.inline.id, aws_security_group.empty.id]
}

resource "aws_lb" "default" {
  subnets = [aws_subnet.main.id]
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "internal" {
  internal        = true
  subnets         = [aws_subnet.main.id]
  security_groups = [aws_security_group.open.id]
}

resource "aws_lb" "gateway" {
  load_balancer_type = "gateway"
  subnets            = [aws_subnet.main.id]
}
