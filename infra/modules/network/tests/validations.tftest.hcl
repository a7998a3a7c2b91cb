# What the module refuses.

mock_provider "aws" {
  # A made-up VPC has made-up text for its IPv6 range, which cannot be cut into subnets.
  mock_resource "aws_vpc" {
    defaults = { ipv6_cidr_block = "2001:db8::/56" }
  }
}

variables {
  name                 = "restartix-test"
  region               = "eu-central-1"
  azs                  = ["eu-central-1a", "eu-central-1b"]
  vpc_cidr             = "10.0.0.0/16"
  public_subnet_cidrs  = ["10.0.0.0/24", "10.0.1.0/24"]
  private_subnet_cidrs = ["10.0.16.0/20", "10.0.32.0/20"]
}

run "a_name_in_capitals" {
  command = plan

  variables {
    name = "Restartix"
  }

  expect_failures = [var.name]
}

run "one_zone_twice" {
  command = plan

  variables {
    azs = ["eu-central-1a", "eu-central-1a"]
  }

  expect_failures = [var.azs]
}

run "a_zone_elsewhere" {
  command = plan

  variables {
    azs = ["eu-central-1a", "eu-west-1b"]
  }

  expect_failures = [var.azs]
}

run "no_range" {
  command = plan

  variables {
    vpc_cidr = "10.0.0.0"
  }

  expect_failures = [var.vpc_cidr]
}

run "one_public_subnet" {
  command = plan

  variables {
    public_subnet_cidrs = ["10.0.0.0/24"]
  }

  expect_failures = [var.public_subnet_cidrs]
}

run "three_private_subnets" {
  command = plan

  variables {
    private_subnet_cidrs = ["10.0.16.0/20", "10.0.32.0/20", "10.0.48.0/20"]
  }

  expect_failures = [var.private_subnet_cidrs]
}
