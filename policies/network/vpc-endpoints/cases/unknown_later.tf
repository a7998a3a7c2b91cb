# Known after the apply alone: what an endpoint is called, its type, its group, what is in a group, a port, a range, a group that is admitted.
# One is in the group that its VPC brings along.
#
# expect: undetermined missing:com.amazonaws.eu-central-1.s3
# expect: undetermined aws_vpc_endpoint.called
# expect: undetermined aws_vpc_endpoint.type
# expect: undetermined aws_vpc_endpoint.group
# expect: undetermined aws_vpc_endpoint.own
# expect: undetermined aws_vpc_endpoint.of["rule"]
# expect: undetermined aws_vpc_endpoint.of["port"]
# expect: undetermined aws_vpc_endpoint.of["admitted"]

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_endpoint" "called" {
  vpc_id       = aws_vpc.main.id
  service_name = terraform_data.unknown.output
}

resource "aws_vpc_endpoint" "type" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-central-1.sns"
  vpc_endpoint_type = terraform_data.unknown.output
}

resource "aws_vpc_endpoint" "group" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sqs"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [terraform_data.unknown.output]
}

resource "aws_vpc_endpoint" "own" {
  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.sts"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_vpc.main.default_security_group_id]
}

resource "aws_security_group" "of" {
  for_each = toset(["rule", "port", "admitted"])

  name   = each.key
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "rule" {
  security_group_id = terraform_data.unknown.output
  type              = "ingress"
  cidr_blocks       = ["10.0.0.0/16"]
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group_rule" "port" {
  security_group_id = aws_security_group.of["port"].id
  type              = "ingress"
  cidr_blocks       = ["10.0.0.0/16"]
  protocol          = "tcp"
  from_port         = tonumber(terraform_data.unknown.output)
  to_port           = 443
}

resource "aws_security_group_rule" "admitted" {
  security_group_id        = aws_security_group.of["admitted"].id
  type                     = "ingress"
  source_security_group_id = "123456789012/sg-1"
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_vpc_endpoint" "of" {
  for_each = aws_security_group.of

  vpc_id             = aws_vpc.main.id
  service_name       = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [each.value.id]
}
