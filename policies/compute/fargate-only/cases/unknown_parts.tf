# What a service runs on, and the type of one of two instances, is not known. Whatever it is, it should not be there; the other may not be
# the only one.
#
# expect: undetermined aws_ecs_service.main
# expect: undetermined aws_instance.nat
# expect: fail aws_instance.other at aws_instance.other instance_type

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_service" "main" {
  name            = "main"
  cluster         = terraform_data.unknown.output
  task_definition = "main"
}

resource "aws_instance" "nat" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.nano"
  source_dest_check = false
}

resource "aws_instance" "other" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = terraform_data.unknown.output
  source_dest_check = false
}
