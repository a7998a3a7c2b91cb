# A gateway for the VPC alone, a second one.
# expect: pass aws_nat_gateway.main
variable "environment" {
  default = "production"
}
resource "aws_nat_gateway" "main" {
  subnet_id     = "subnet-1"
  allocation_id = "eipalloc-1"
}
