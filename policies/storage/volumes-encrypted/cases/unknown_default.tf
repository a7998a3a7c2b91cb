# Nothing is said, and the account's default stands elsewhere; a snapshot takes after a volume; a switch is known only after the apply.
# expect: undetermined aws_ebs_volume.a
# expect: undetermined aws_ebs_volume.b
# expect: undetermined aws_ebs_snapshot.a
# expect: undetermined aws_instance.a
# expect: undetermined aws_launch_template.a
resource "terraform_data" "unknown" {}
resource "aws_ebs_volume" "a" {
  availability_zone = "eu-central-1a"
  size              = 1
}
resource "aws_ebs_volume" "b" {
  availability_zone = "eu-central-1a"
  size              = 1
  encrypted         = terraform_data.unknown.id != ""
}
resource "aws_ebs_snapshot" "a" {
  volume_id = "vol-1"
}
resource "aws_instance" "a" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
}
resource "aws_launch_template" "a" {
  name = "template-a"
}
variable "environment" {
  default = "production"
}
