# What the module refuses, and what a profile adds.

variables {
  environment = "production"
  account_id  = "123456789012"
}

run "day_1" {
  command = plan

  assert {
    condition     = !output.telemetry && !contains(keys(output.secrets), "telemetry")
    error_message = "Day 1 has no telemetry."
  }

  assert {
    condition     = output.role_arns.task == "arn:aws:iam::123456789012:role/restartix-production-task"
    error_message = "The ARN is not that of the role."
  }

  assert {
    condition     = !anytrue([for name in values(output.buckets) : strcontains(name, "{")])
    error_message = "A name was not filled in."
  }
}

run "another_scope" {
  command = plan

  variables {
    environment = "account"
  }

  expect_failures = [var.environment]
}

run "a_short_account" {
  command = plan

  variables {
    account_id = "1234"
  }

  expect_failures = [var.account_id]
}

run "an_unknown_profile" {
  command = plan

  variables {
    profile = "none"
  }

  expect_failures = [var.profile]
}
