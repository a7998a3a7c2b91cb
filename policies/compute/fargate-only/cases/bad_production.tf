# What staging may have, production may not.
#
# expect: fail aws_instance.nat at aws_instance.nat instance_type

variable "environment" {
  default = "production"
}

resource "aws_instance" "nat" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.nano"
  source_dest_check = false
}
