# What the root's variables refuse, each beside a set that is accepted. Nothing is asked of AWS.

mock_provider "aws" {}

variables {
  account_id                  = "123456789012"
  budget_notification_address = "platform@example.com"
}

run "accepted" {
  command = plan

  assert {
    condition     = aws_budgets_budget.this["production"].limit_amount == "510.0"
    error_message = "A budget is the environment's ceiling less Cloudflare's share: 545 - 35."
  }
}

run "another_environment" {
  command = plan

  variables {
    environment = "production"
  }

  expect_failures = [var.environment]
}

run "no_account_id" {
  command = plan

  variables {
    account_id = "12345678901"
  }

  expect_failures = [var.account_id]
}

run "another_region" {
  command = plan

  variables {
    region = "eu-west-2"
  }

  expect_failures = [var.region]
}

run "no_address" {
  command = plan

  variables {
    budget_notification_address = "the platform team"
  }

  expect_failures = [var.budget_notification_address]
}

run "tags_of_another_form" {
  command = plan

  variables {
    service = "RestartiX"
    owner   = "the platform team"
  }

  expect_failures = [var.service, var.owner]
}
