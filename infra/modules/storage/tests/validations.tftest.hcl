# What the module refuses, and which buckets there are.

mock_provider "aws" {}

variables {
  names     = { uploads = "restartix-u", audit_archive = "restartix-a", backup = "restartix-b", telemetry = "restartix-t" }
  storage   = { tls_minimum_version = "1.2", audit_archive = { transitions = [] }, backup = { transitions = [] }, telemetry = { transitions = [], expire_after_days = 2557 } }
  telemetry = false
}

run "without_switches" {
  command = plan

  assert {
    condition     = length(output.names) == 2
    error_message = "There is a bucket that nobody asked for."
  }
}

run "one_name_for_two_buckets" {
  command = plan

  variables {
    names = { uploads = "restartix-u", audit_archive = "restartix-u", backup = "restartix-b", telemetry = "restartix-t" }
  }

  expect_failures = [var.names]
}
