# All of them, and one more whose group admits a group. Whatever they are tagged with.
#
# expect: pass aws_vpc_endpoint.s3
# expect: pass aws_vpc_endpoint.named["ecr.api"]
# expect: pass aws_vpc_endpoint.named["ecr.dkr"]
# expect: pass aws_vpc_endpoint.named["secretsmanager"]
# expect: pass aws_vpc_endpoint.named["kms"]
# expect: pass aws_vpc_endpoint.named["logs"]
# expect: pass aws_vpc_endpoint.more

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "vpc" {
  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-central-1.s3"
  tags         = { note = terraform_data.unknown.output }
}

resource "aws_vpc_endpoint" "named" {
  for_each = toset(["ecr.api", "ecr.dkr", "secretsmanager", "kms", "logs"])

  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
}

resource "aws_security_group" "more" {
  name   = "more"
  vpc_id = aws_vpc.main.id

  ingress {
    security_groups = [aws_security_group.endpoints.id]
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
  }
}

resource "aws_vpc_endpoint" "more" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sns"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.more.id]
}
