# A service on Fargate, Batch on Fargate, and the one instance.
#
# expect: pass aws_ecs_service.main
# expect: pass aws_batch_compute_environment.main
# expect: pass aws_instance.nat

variable "environment" {
  default = "staging"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_service" "main" {
  name            = terraform_data.unknown.output
  launch_type     = "FARGATE"
  task_definition = "main"
}

resource "aws_batch_compute_environment" "main" {
  type         = "MANAGED"
  service_role = "arn:aws:iam::123456789012:role/batch"

  compute_resources {
    type               = "FARGATE_SPOT"
    max_vcpus          = 4
    subnets            = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
}

resource "aws_instance" "nat" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.nano"
  source_dest_check = false
  subnet_id         = terraform_data.unknown.output
}
