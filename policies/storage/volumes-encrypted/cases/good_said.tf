# Everything says that it is encrypted; what a template maps besides volumes is not stored.
# expect: pass aws_ebs_volume.a
# expect: pass aws_launch_template.a
# expect: pass aws_instance.a
resource "terraform_data" "unknown" {}
resource "aws_ebs_volume" "a" {
  availability_zone = "eu-central-1a"
  size              = 1
  encrypted         = true
  tags              = { note = terraform_data.unknown.id }
}
resource "aws_launch_template" "a" {
  name = "template-a"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 8
      encrypted   = "true"
    }
  }
  block_device_mappings {
    device_name  = "/dev/sdb"
    virtual_name = "ephemeral0"
  }
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
variable "environment" {
  default = "production"
}
