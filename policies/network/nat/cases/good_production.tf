# One gateway; what else is not known does not matter.
# expect: pass aws_nat_gateway.main
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_nat_gateway" "main" {
  subnet_id     = terraform_data.unknown.id
  allocation_id = "eipalloc-1"
}
