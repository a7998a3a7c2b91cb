# What the module refuses.

mock_provider "aws" {}

variables {
  name              = "restartix-production"
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
  certificate_names = ["*.example.com", "*.clinic.example.com"]
  tls_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  target_groups     = { clinic = "production-clinic", console = "production-console" }
  hosts             = { clinic = "*.clinic.example.com", console = "console.example.com" }
  default_service   = "clinic"
  ports             = { clinic = 9100, console = 9300 }
  health_path       = "/health"
}

run "as_it_is" {
  command = plan

  assert {
    condition     = length(aws_lb_listener_rule.host) == 2 && aws_lb_listener.http.default_action[0].type == "redirect"
    error_message = "Each host has a rule, and port 80 redirects."
  }
}

run "a_host_two_labels_down" {
  command = plan

  variables {
    certificate_names = ["*.example.com"]
  }

  expect_failures = [var.certificate_names]
}

run "old_tls" {
  command = plan

  variables {
    tls_policy = "ELBSecurityPolicy-2016-08"
  }

  expect_failures = [var.tls_policy]
}

run "old_tls_beside_the_new" {
  command = plan

  variables {
    tls_policy = "ELBSecurityPolicy-TLS13-1-0-2021-06"
  }

  expect_failures = [var.tls_policy]
}

run "one_zone" {
  command = plan

  variables {
    subnet_ids = ["subnet-1"]
  }

  expect_failures = [var.subnet_ids]
}

run "a_host_that_leads_nowhere" {
  command = plan

  variables {
    hosts = { clinic = "*.clinic.example.com", portal = "portal.example.com" }
  }

  expect_failures = [var.hosts]
}

run "one_host_for_two" {
  command = plan

  variables {
    hosts = { clinic = "console.example.com", console = "console.example.com" }
  }

  expect_failures = [var.hosts]
}

run "a_default_that_is_not_there" {
  command = plan

  variables {
    default_service = "portal"
  }

  expect_failures = [var.default_service]
}

run "a_long_name" {
  command = plan

  variables {
    target_groups = { clinic = "production-clinic-and-some-more-of-it", console = "production-console" }
  }

  expect_failures = [var.target_groups]
}

run "a_name_with_dots" {
  command = plan

  variables {
    name = "restartix.production"
  }

  expect_failures = [var.name]
}

run "a_path_without_a_slash" {
  command = plan

  variables {
    health_path = "health"
  }

  expect_failures = [var.health_path]
}
