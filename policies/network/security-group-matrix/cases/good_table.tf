# Groups, Cloudflare, the VPC and the private subnets as sources; a group that is not in the table and admits nothing.
# expect: pass aws_security_group.balancer
# expect: pass aws_security_group.app
# expect: pass aws_security_group.endpoints
# expect: pass aws_security_group.nat
# expect: pass aws_security_group.other
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_security_group" "balancer" {
  name        = "alb"
  description = terraform_data.unknown.id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["173.245.48.0/20"]
  }
}
resource "aws_security_group" "app" {
  name = "fargate-app"
}
resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 9100
  to_port                      = 9100
}
resource "aws_security_group" "endpoints" {
  name = "endpoints"
  ingress {
    protocol    = "6"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "nat" {
  name = "nat"
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["10.0.16.0/20"]
  }
}
resource "aws_security_group" "other" {
  name = "other"
}
