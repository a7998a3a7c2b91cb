# What the root refuses of what runs and of whom alarms tell.

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

run "a_service_without_an_image" {
  command = plan

  variables {
    images = { clinic = "0123456789abcdef0123456789abcdef01234567" }
  }

  expect_failures = [var.images]
}

run "the_latest_image" {
  command = plan

  variables {
    images = { core-api = "latest", clinic = "latest", portal = "latest", console = "latest", pgbouncer = "latest", telemetry-api = "latest" }
  }

  expect_failures = [var.images]
}

run "no_mailbox" {
  command = plan

  variables {
    alerts = { address = "platform", slack_workspace_id = "T0123456789", slack_channel_id = "C0123456789" }
  }

  expect_failures = [var.alerts]
}

run "a_channels_name" {
  command = plan

  variables {
    alerts = { address = "platform@example.com", slack_workspace_id = "T0123456789", slack_channel_id = "#alerts" }
  }

  expect_failures = [var.alerts]
}
