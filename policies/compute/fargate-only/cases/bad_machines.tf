# Whatever starts machines, and instances that are not the one. What is not known of them excuses nothing.
#
# expect: fail aws_ecs_service.instances at aws_ecs_service.instances launch_type
# expect: fail aws_batch_compute_environment.main at aws_batch_compute_environment.main compute_resources[0].type
# expect: fail aws_instance.large at aws_instance.large instance_type
# expect: fail aws_instance.first at aws_instance.first instance_type
# expect: fail aws_instance.second at aws_instance.second instance_type
# expect: fail aws_launch_template.main at aws_launch_template.main
# expect: fail aws_autoscaling_group.main at aws_autoscaling_group.main
# expect: fail aws_eks_cluster.main at aws_eks_cluster.main
# expect: fail aws_lightsail_instance.main at aws_lightsail_instance.main

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_service" "instances" {
  name            = "instances"
  launch_type     = "EC2"
  task_definition = "instances"
}

resource "aws_batch_compute_environment" "main" {
  type         = "MANAGED"
  service_role = "arn:aws:iam::123456789012:role/batch"

  compute_resources {
    type               = "EC2"
    instance_role      = "arn:aws:iam::123456789012:instance-profile/batch"
    instance_type      = ["c7g.large"]
    max_vcpus          = 4
    subnets            = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
}

resource "aws_instance" "large" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.large"
  source_dest_check = false
}

resource "aws_instance" "first" {
  ami               = terraform_data.unknown.output
  instance_type     = "t4g.nano"
  source_dest_check = false
}

resource "aws_instance" "second" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.nano"
  source_dest_check = false
}

resource "aws_launch_template" "main" {
  name = "main"
}

resource "aws_autoscaling_group" "main" {
  name               = terraform_data.unknown.output
  min_size           = 1
  max_size           = 1
  availability_zones = ["eu-central-1a"]

  launch_template {
    name = "main"
  }
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/main"

  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}

resource "aws_lightsail_instance" "main" {
  name              = "main"
  availability_zone = "eu-central-1a"
  blueprint_id      = "debian_12"
  bundle_id         = "nano_3_0"
}
