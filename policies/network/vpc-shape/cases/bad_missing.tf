# No VPC.
# expect: fail missing:vpc
variable "environment" {
  default = "staging"
}
resource "aws_eip" "main" {}
