# A range in place of a group, another group, the group's own members, another port, several ports, udp, and a group that is not in the table.
# expect: fail aws_security_group.cache at aws_vpc_security_group_ingress_rule.range cidr_ipv4
# expect: fail aws_security_group.cache at aws_vpc_security_group_ingress_rule.balancer referenced_security_group_id
# expect: fail aws_security_group.cache at aws_security_group_rule.self self
# expect: fail aws_security_group.cache at aws_vpc_security_group_ingress_rule.ports
# expect: pass aws_security_group.balancer
# expect: pass aws_security_group.other
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_security_group" "cache" {
  name        = "redis"
  description = terraform_data.unknown.id
}
resource "aws_vpc_security_group_ingress_rule" "range" {
  security_group_id = aws_security_group.cache.id
  cidr_ipv4         = "10.0.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
}
resource "aws_vpc_security_group_ingress_rule" "balancer" {
  security_group_id            = aws_security_group.cache.id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}
resource "aws_security_group_rule" "self" {
  security_group_id = aws_security_group.cache.id
  type              = "ingress"
  protocol          = "6"
  from_port         = 6379
  to_port           = 6379
  self              = true
}
resource "aws_vpc_security_group_ingress_rule" "ports" {
  security_group_id            = aws_security_group.cache.id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6380
}
resource "aws_security_group" "balancer" {
  name = "alb"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["173.245.48.0/20"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["173.245.48.0/20"]
  }
}
resource "aws_security_group" "other" {
  name = "other"
}
