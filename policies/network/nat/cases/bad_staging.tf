# A gateway where an instance is agreed, two instances, one of another type.
# expect: fail aws_nat_gateway.main at aws_nat_gateway.main
# expect: fail aws_instance.a at aws_instance.a
# expect: fail aws_instance.b at aws_instance.b
# expect: fail aws_instance.b at aws_instance.b instance_type
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_nat_gateway" "main" {
  subnet_id     = terraform_data.unknown.id
  allocation_id = "eipalloc-1"
}
resource "aws_instance" "a" {
  ami               = "ami-1"
  instance_type     = "t4g.nano"
  source_dest_check = false
}
resource "aws_instance" "b" {
  ami               = "ami-1"
  instance_type     = "t4g.micro"
  source_dest_check = false
}
