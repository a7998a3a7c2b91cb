# The account's default decides where nothing is said.
# expect: pass aws_ebs_volume.a
# expect: pass aws_launch_template.a
# expect: pass aws_launch_template.b
# expect: pass aws_instance.a
# expect: pass aws_ebs_encryption_by_default.this
resource "aws_ebs_volume" "a" {
  availability_zone = "eu-central-1a"
  size              = 1
}
resource "aws_launch_template" "a" {
  name = "template-a"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 8
    }
  }
}
resource "aws_launch_template" "b" {
  name = "template-b"
}
resource "aws_instance" "a" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
}
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}
variable "environment" {
  default = "account"
}
