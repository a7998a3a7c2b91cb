# Whether a machine is a NAT instance is known after the apply alone: there may be none.
# expect: undetermined aws_instance.later
# expect: undetermined missing:nat-instance
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {
  input = false
}
resource "aws_instance" "later" {
  ami               = "ami-1"
  instance_type     = "t4g.nano"
  source_dest_check = terraform_data.unknown.output
}
