# Ranges that add up to the whole internet: in one rule, over rules of different forms, over ports that overlap, through a prefix list,
# without the addresses that nobody has.
#
# expect: fail aws_security_group.halves at aws_security_group.halves ingress[0].cidr_blocks[0]
# expect: fail aws_security_group.halves at aws_security_group.halves ingress[0].cidr_blocks[1]
# expect: fail aws_security_group.over_rules at aws_security_group_rule.lower cidr_blocks[0]
# expect: fail aws_security_group.over_rules at aws_vpc_security_group_ingress_rule.upper cidr_ipv4
# expect: fail aws_security_group.quarters at aws_ec2_managed_prefix_list.quarters entry[0].cidr
# expect: fail aws_security_group.quarters at aws_ec2_managed_prefix_list.quarters entry[1].cidr
# expect: fail aws_security_group.quarters at aws_vpc_security_group_ingress_rule.quarters cidr_ipv4
# expect: fail aws_security_group.ipv6 at aws_vpc_security_group_ingress_rule.ipv6["2000::/4"] cidr_ipv6
# expect: fail aws_security_group.ipv6 at aws_vpc_security_group_ingress_rule.ipv6["3000::/4"] cidr_ipv6
# expect: fail aws_security_group.messages at aws_vpc_security_group_ingress_rule.messages["2000::/4"] cidr_ipv6
# expect: fail aws_security_group.messages at aws_vpc_security_group_ingress_rule.messages["3000::/4"] cidr_ipv6

variable "environment" {
  default = "production"
}

resource "aws_security_group" "halves" {
  ingress {
    protocol    = "udp"
    from_port   = 53
    to_port     = 53
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8"]
  }
}

resource "aws_security_group" "over_rules" {}

resource "aws_security_group_rule" "lower" {
  security_group_id = aws_security_group.over_rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 8000
  to_port           = 9000
  cidr_blocks       = ["0.0.0.0/1"]
}

resource "aws_vpc_security_group_ingress_rule" "upper" {
  security_group_id = aws_security_group.over_rules.id
  ip_protocol       = "6"
  from_port         = 8443
  to_port           = 10000
  cidr_ipv4         = "128.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "elsewhere" {
  security_group_id = aws_security_group.over_rules.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "64.0.0.0/2"
}

# Multicast and what is above it is no source: 224.0.0.0/3 is left out.
resource "aws_ec2_managed_prefix_list" "quarters" {
  name           = "quarters"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "128.0.0.0/2"
  }

  entry {
    cidr = "192.0.0.0/3"
  }
}

resource "aws_security_group" "quarters" {}

resource "aws_security_group_rule" "quarters" {
  security_group_id = aws_security_group.quarters.id
  type              = "ingress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  prefix_list_ids   = [aws_ec2_managed_prefix_list.quarters.id]
}

resource "aws_vpc_security_group_ingress_rule" "quarters" {
  security_group_id = aws_security_group.quarters.id
  ip_protocol       = "icmp"
  from_port         = 8
  to_port           = 0
  cidr_ipv4         = "0.0.0.0/1"
}

resource "aws_security_group" "ipv6" {}

resource "aws_vpc_security_group_ingress_rule" "ipv6" {
  for_each = toset(["2000::/4", "3000::/4"])

  security_group_id = aws_security_group.ipv6.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv6         = each.key
}

# Without a type, a rule is about all of them.
resource "aws_security_group" "messages" {}

resource "aws_vpc_security_group_ingress_rule" "messages" {
  for_each = { "2000::/4" = "icmpv6", "3000::/4" = "58" }

  security_group_id = aws_security_group.messages.id
  ip_protocol       = each.value
  cidr_ipv6         = each.key
}
