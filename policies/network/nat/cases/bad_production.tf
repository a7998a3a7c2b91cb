# A gateway for the VPC alone, a second one.
# expect: fail aws_nat_gateway.private at aws_nat_gateway.private connectivity_type
# expect: fail aws_nat_gateway.private at aws_nat_gateway.private
# expect: fail aws_nat_gateway.main at aws_nat_gateway.main
variable "environment" {
  default = "production"
}
resource "aws_nat_gateway" "private" {
  subnet_id         = "subnet-1"
  connectivity_type = "private"
}
resource "aws_nat_gateway" "main" {
  subnet_id     = "subnet-1"
  allocation_id = "eipalloc-1"
}
