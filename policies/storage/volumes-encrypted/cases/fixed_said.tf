# Volumes, a copy, a device of an instance, one of a template and the default that are not encrypted.
# expect: pass aws_ebs_volume.a
# expect: pass aws_ami_copy.a
# expect: pass aws_instance.a
# expect: fail aws_instance.b at aws_instance.b root_block_device[0].encrypted
# expect: fail aws_launch_template.a at aws_launch_template.a block_device_mappings[0].ebs[0].encrypted
# expect: pass aws_ebs_encryption_by_default.this
resource "terraform_data" "unknown" {}
resource "aws_ebs_volume" "a" {
  availability_zone = "eu-central-1a"
  size              = 1
  encrypted         = true
  tags              = { note = terraform_data.unknown.id }
}
resource "aws_ami_copy" "a" {
  name              = "a"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-central-1"
  encrypted         = true
}
resource "aws_instance" "a" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  root_block_device {
    encrypted = true
  }
  ebs_block_device {
    device_name = "/dev/sdc"
    encrypted   = true
  }
}
resource "aws_instance" "b" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  root_block_device {
    encrypted = false
  }
}
resource "aws_launch_template" "a" {
  name = "template-a"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 8
      encrypted   = "false"
    }
  }
}
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}
variable "environment" {
  default = "account"
}
