# One without private DNS, the others not there.
#
# expect: fail missing:com.amazonaws.eu-central-1.ecr.api
# expect: fail missing:com.amazonaws.eu-central-1.ecr.dkr
# expect: fail missing:com.amazonaws.eu-central-1.secretsmanager
# expect: fail missing:com.amazonaws.eu-central-1.logs
# expect: fail aws_vpc_endpoint.kms at aws_vpc_endpoint.kms private_dns_enabled
# expect: pass aws_vpc_endpoint.s3

variable "environment" {
  default = "production"
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.eu-central-1.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = "vpc-1"
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
}
