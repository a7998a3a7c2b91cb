# What the module refuses, and what a switch adds.

mock_provider "aws" {}

variables {
  vpc_id               = "vpc-1"
  vpc_cidr             = "10.0.0.0/16"
  private_subnet_cidrs = ["10.0.16.0/20"]
  names                = { load_balancer = "alb", app = "app", core_api = "core-api", telemetry = "telemetry", pgbouncer = "pgbouncer", database = "rds", cache = "redis", migrations = "migrations", backup = "backup", endpoints = "endpoints", nat = "nat" }
  ports                = { load_balancer = [443, 80], pgbouncer = 6432, postgres = 5432, redis = 6379, services = { core-api = 9000, clinic = 9100, portal = 9200, console = 9300, telemetry-api = 4000 } }
  cloudflare           = { ipv4 = ["104.16.0.0/13"], ipv6 = ["2400:cb00::/32"] }
  telemetry            = false
  interface_endpoints  = false
  nat_instance         = false
}

run "without_switches" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.load_balancer_ipv4) == 2 && length(aws_vpc_security_group_ingress_rule.load_balancer_ipv6) == 2
    error_message = "Each range is admitted on both ports, once."
  }

  assert {
    condition     = length(concat(aws_security_group.telemetry, aws_security_group.endpoints, aws_security_group.nat)) == 0
    error_message = "There is a group for something that is not there."
  }
}

run "the_whole_internet" {
  command = plan

  variables {
    cloudflare = { ipv4 = ["0.0.0.0/0"], ipv6 = ["2400:cb00::/32"] }
  }

  expect_failures = [var.cloudflare]
}

run "the_whole_internet_over_ipv6" {
  command = plan

  variables {
    cloudflare = { ipv4 = ["104.16.0.0/13"], ipv6 = ["::/0"] }
  }

  expect_failures = [var.cloudflare]
}

run "nobody" {
  command = plan

  variables {
    cloudflare = { ipv4 = [], ipv6 = [] }
  }

  expect_failures = [var.cloudflare]
}

run "one_name_for_two_groups" {
  command = plan

  variables {
    names = { load_balancer = "alb", app = "alb", core_api = "core-api", telemetry = "telemetry", pgbouncer = "pgbouncer", database = "rds", cache = "redis", migrations = "migrations", backup = "backup", endpoints = "endpoints", nat = "nat" }
  }

  expect_failures = [var.names]
}

run "a_service_without_a_port" {
  command = plan

  variables {
    ports = { load_balancer = [443, 80], pgbouncer = 6432, postgres = 5432, redis = 6379, services = { core-api = 9000, clinic = 9100, portal = 9200, telemetry-api = 4000 } }
  }

  expect_failures = [var.ports]
}

run "no_vpc_range" {
  command = plan

  variables {
    vpc_cidr = "everything"
  }

  expect_failures = [var.vpc_cidr]
}

run "no_private_subnets" {
  command = plan

  variables {
    private_subnet_cidrs = []
  }

  expect_failures = [var.private_subnet_cidrs]
}
