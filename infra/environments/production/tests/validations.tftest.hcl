# What the root refuses.

mock_provider "aws" {
  # A made-up VPC has made-up text for its IPv6 range, which cannot be cut into subnets.
  mock_resource "aws_vpc" {
    defaults = { ipv6_cidr_block = "2001:db8::/56" }
  }
}

mock_provider "aws" {
  alias = "replica"
}

mock_provider "aws" {
  alias = "operations"
}

variables {
  account_id = "123456789012"
  alerts     = { address = "platform@example.com", slack_workspace_id = "T0123456789", slack_channel_id = "C0123456789" }

  images = {
    core-api      = "0123456789abcdef0123456789abcdef01234567"
    telemetry-api = "0123456789abcdef0123456789abcdef01234567"
    clinic        = "0123456789abcdef0123456789abcdef01234567"
    portal        = "0123456789abcdef0123456789abcdef01234567"
    console       = "0123456789abcdef0123456789abcdef01234567"
    pgbouncer     = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
  database_owner_password = "thirty-two-characters-or-rather-more"
}

run "another_environment" {
  command = plan

  variables {
    environment = "edge"
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

run "another_region" {
  command = plan

  variables {
    region = "eu-west-1"
  }

  expect_failures = [var.region]
}

run "one_zone_twice" {
  command = plan

  variables {
    azs = ["eu-central-1a", "eu-central-1a"]
  }

  expect_failures = [var.azs]
}

run "a_service_in_capitals" {
  command = plan

  variables {
    service = "RestartiX"
  }

  expect_failures = [var.service]
}

run "an_owner_with_spaces" {
  command = plan

  variables {
    owner = "the team"
  }

  expect_failures = [var.owner]
}

run "an_unknown_profile" {
  command = plan

  variables {
    profile = "none"
  }

  expect_failures = [var.profile]
}

run "every_permission_set" {
  command = plan

  variables {
    operations_permission_set = "*"
  }

  expect_failures = [var.operations_permission_set]
}

run "a_short_password" {
  command = plan

  variables {
    database_owner_password = "short"
  }

  expect_failures = [var.database_owner_password]
}

run "version_0" {
  command = plan

  variables {
    database_owner_password_version = 0
  }

  expect_failures = [var.database_owner_password_version]
}

run "a_replica_elsewhere" {
  command = plan

  variables {
    replica_region = "eu-west-2"
  }

  expect_failures = [var.replica_region]
}

run "a_secret_that_an_apply_writes" {
  command = plan

  variables {
    secret_versions = { clerk = 1 }
    secret_values   = { clerk = { CLERK_WEBHOOK_SECRET = "only-for-a-test" } }
  }

  assert {
    condition     = keys(module.secret_values.version_ids) == ["clerk"]
    error_message = "Another secret is written than the one that has a version."
  }
}
