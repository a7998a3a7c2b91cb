# What is not known until the apply, or lies outside of the plan: whether it faces the internet, its kind, its groups, their rules, their
# ranges and ports, a prefix list; and one that fails whatever else is not known.
#
# expect: undetermined aws_lb.internal
# expect: undetermined aws_lb.kind
# expect: undetermined aws_lb.groups
# expect: undetermined aws_lb.foreign_group
# expect: undetermined aws_lb.range
# expect: undetermined aws_lb.port
# expect: undetermined aws_lb.list
# expect: undetermined aws_lb.source
# expect: undetermined aws_lb.blocks
# expect: undetermined aws_lb.nowhere
# expect: undetermined aws_lb.not_taken_over
# expect: undetermined aws_lb.default_with_more
# expect: undetermined aws_lb.default_somewhere
# expect: undetermined aws_lb.read_group
# expect: undetermined aws_lb.read_list
# expect: fail aws_lb.open at aws_security_group_rule.open cidr_blocks[0]

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "terraform_data" "unknown_list" {
  input = ["known after apply"]
}

resource "terraform_data" "number" {
  input = 443
}

resource "terraform_data" "flag" {
  input = true
}

resource "aws_security_group" "good" {}

resource "aws_vpc_security_group_ingress_rule" "good" {
  security_group_id = aws_security_group.good.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_lb" "internal" {
  internal        = terraform_data.flag.output
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.good.id]
}

resource "aws_lb" "kind" {
  load_balancer_type = terraform_data.unknown.output
  subnets            = ["subnet-0123456789abcdef0"]
  security_groups    = [aws_security_group.good.id]
}

resource "aws_lb" "groups" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = terraform_data.unknown_list.output
}

resource "aws_lb" "foreign_group" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = ["sg-0123456789abcdef0"]
}

resource "aws_security_group" "range" {}

resource "aws_vpc_security_group_ingress_rule" "range" {
  security_group_id = aws_security_group.range.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = terraform_data.unknown.output
}

resource "aws_lb" "range" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.range.id]
}

resource "aws_security_group" "port" {}

resource "aws_vpc_security_group_ingress_rule" "port" {
  security_group_id = aws_security_group.port.id
  ip_protocol       = "tcp"
  from_port         = terraform_data.number.output
  to_port           = 443
  cidr_ipv4         = "104.16.0.0/13"
}

resource "aws_lb" "port" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.port.id]
}

resource "aws_security_group" "list" {}

# An AWS-managed list, say.
resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.list.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = "pl-0123456789abcdef0"
}

resource "aws_lb" "list" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.list.id]
}

resource "aws_security_group" "source" {
  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = terraform_data.unknown_list.output
  }
}

resource "aws_lb" "source" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.source.id]
}

resource "aws_security_group" "blocks" {
  dynamic "ingress" {
    for_each = terraform_data.unknown_list.output

    content {
      protocol    = "tcp"
      from_port   = 443
      to_port     = 443
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_lb" "blocks" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.blocks.id]
}

# Without a group and without a subnet.
resource "aws_lb" "nowhere" {
  subnets = ["subnet-0123456789abcdef0"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_lb" "not_taken_over" {
  subnets = [aws_subnet.main.id]
}

# Its VPC puts a rule on the group that is named.
resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_default_security_group" "other" {
  vpc_id  = aws_vpc.other.id
  ingress = []
}

resource "aws_vpc_security_group_ingress_rule" "other" {
  security_group_id = aws_vpc.other.default_security_group_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_lb" "default_with_more" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_default_security_group.other.id]
}

resource "aws_default_security_group" "somewhere" {
  vpc_id  = terraform_data.unknown.output
  ingress = []
}

resource "aws_lb" "default_somewhere" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_default_security_group.somewhere.id]
}

data "aws_security_group" "read" {
  id = terraform_data.unknown.output
}

resource "aws_lb" "read_group" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [data.aws_security_group.read.id]
}

data "aws_ec2_managed_prefix_list" "read" {
  id = terraform_data.unknown.output
}

resource "aws_security_group" "read_list" {}

resource "aws_vpc_security_group_ingress_rule" "read_list" {
  security_group_id = aws_security_group.read_list.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = data.aws_ec2_managed_prefix_list.read.id
}

resource "aws_lb" "read_list" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.read_list.id]
}

resource "aws_security_group" "open" {}

resource "aws_security_group_rule" "open" {
  security_group_id = aws_security_group.open.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = terraform_data.number.output
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
  ipv6_cidr_blocks  = [terraform_data.unknown.output]
}

resource "aws_lb" "open" {
  subnets         = ["subnet-0123456789abcdef0"]
  security_groups = [aws_security_group.open.id]
}
