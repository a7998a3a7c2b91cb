# A name, a source, a port and a group that are not known, and what is no range.
# expect: undetermined aws_security_group.later
# expect: undetermined aws_security_group.cache
# expect: undetermined aws_security_group.app
# expect: undetermined aws_security_group.balancer
# expect: undetermined aws_security_group.core
# expect: undetermined aws_vpc_security_group_ingress_rule.elsewhere
# expect: fail aws_security_group.open
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = "sg-1"
}
resource "terraform_data" "port" {
  input = 443
}
resource "aws_security_group" "later" {
  name = terraform_data.unknown.output
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "cache" {
  name = "redis"
  ingress {
    protocol        = "tcp"
    from_port       = 6379
    to_port         = 6379
    security_groups = [aws_security_group.later.id]
  }
}
resource "aws_security_group" "app" {
  name = "fargate-app"
  ingress {
    protocol        = "tcp"
    from_port       = terraform_data.port.output
    to_port         = 9100
    security_groups = [aws_security_group.balancer.id]
  }
}
resource "aws_security_group" "core" {
  name = "fargate-core-api"
  ingress {
    protocol        = "tcp"
    from_port       = 9000
    to_port         = 9000
    security_groups = ["sg-0123456789abcdef0"]
  }
}
data "aws_ec2_managed_prefix_list" "cloudflare" {
  id = terraform_data.unknown.output
}
resource "aws_security_group" "balancer" {
  name = "alb"
  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.cloudflare.id]
  }
}
resource "aws_security_group" "open" {
  name = "open"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_vpc_security_group_ingress_rule" "elsewhere" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
