# Whatever starts machines, and instances that are not the one. What is not known of them excuses nothing.
#
# expect: pass aws_ecs_service.instances
# expect: pass aws_batch_compute_environment.main
# expect: pass aws_instance.first

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_service" "instances" {
  name            = "instances"
  task_definition = "instances"

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_batch_compute_environment" "main" {
  type         = "MANAGED"
  service_role = "arn:aws:iam::123456789012:role/batch"

  compute_resources {
    type               = "FARGATE"
    max_vcpus          = 4
    subnets            = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
}

resource "aws_instance" "first" {
  ami               = terraform_data.unknown.output
  instance_type     = "t4g.nano"
  source_dest_check = false
}
