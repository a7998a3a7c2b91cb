# What the module refuses, and what the instance never is.

mock_provider "aws" {}

variables {
  name                     = "restartix-test"
  public_subnet_id         = "subnet-a"
  private_route_table_a_id = "rtb-a"
  private_route_table_b_id = "rtb-b"
  security_group_id        = "sg-1"
  private_subnet_cidrs     = ["10.0.16.0/20", "10.0.32.0/20"]
  instance_type            = "t4g.nano"
  ami_id                   = "ami-0123456789abcdef0"
}

run "the_instance" {
  command = plan

  assert {
    condition     = aws_instance.this.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv1 answers."
  }

  assert {
    condition     = !aws_instance.this.source_dest_check
    error_message = "It drops what it should pass on."
  }

  assert {
    condition     = aws_instance.this.root_block_device[0].encrypted
    error_message = "Its volume is not encrypted."
  }
}

run "a_machine_of_another_architecture" {
  command = plan

  variables {
    instance_type = "t3.nano"
  }

  expect_failures = [var.instance_type]
}

run "no_image" {
  command = plan

  variables {
    ami_id = "latest"
  }

  expect_failures = [var.ami_id]
}

run "one_subnet" {
  command = plan

  variables {
    private_subnet_cidrs = ["10.0.16.0/20"]
  }

  expect_failures = [var.private_subnet_cidrs]
}
