# The endpoint of S3 is there with network interfaces. Groups admit another port, addresses outside the VPC, nothing at
# all. What is not known of the tags changes nothing.
#
# expect: pass aws_vpc_endpoint.s3
# expect: pass aws_vpc_endpoint.port
# expect: pass aws_vpc_endpoint.outside
# expect: fail aws_vpc_endpoint.nothing at aws_vpc_endpoint.nothing security_group_ids

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "of" {
  for_each = toset(["port", "nothing"])

  name   = each.key
  vpc_id = aws_vpc.main.id
  tags   = { note = terraform_data.unknown.output }
}

resource "aws_vpc_security_group_ingress_rule" "port" {
  security_group_id = aws_security_group.of["port"].id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "outside" {
  name   = "outside"
  vpc_id = aws_vpc.main.id

  ingress {
    cidr_blocks = ["10.0.0.0/16"]
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
}

resource "aws_vpc_endpoint" "port" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sns"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.of["port"].id]
}

resource "aws_vpc_endpoint" "outside" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sqs"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.outside.id]
}

resource "aws_vpc_endpoint" "nothing" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sts"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.of["nothing"].id]
}
