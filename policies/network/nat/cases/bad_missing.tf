# No way out.
# expect: fail missing:nat-gateway
variable "environment" {
  default = "production"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
