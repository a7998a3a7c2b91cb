# What the module refuses, and what it does not keep.

mock_provider "aws" {}

variables {
  names    = { clerk = "restartix/production/clerk", redis = "restartix/production/redis" }
  entries  = { clerk = ["CLERK_WEBHOOK_SECRET"], redis = ["REDIS_URL"], database = ["DATABASE_URL", "DATABASE_APP_URL"] }
  values   = { clerk = { CLERK_WEBHOOK_SECRET = "only-for-a-test" } }
  versions = { clerk = 1 }
}

run "nothing_is_written_unless_asked" {
  command = plan

  variables {
    values   = {}
    versions = {}
  }

  assert {
    condition     = length(aws_secretsmanager_secret_version.this) == 0
    error_message = "A secret is written that nobody gave a version."
  }
}

run "a_value_is_written_and_not_kept" {
  command = apply

  assert {
    condition     = keys(aws_secretsmanager_secret_version.this) == ["clerk"] && aws_secretsmanager_secret_version.this["clerk"].secret_id == "restartix/production/clerk"
    error_message = "Another secret is written than the one that has a version."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.this["clerk"].secret_string_wo_version == 1
    error_message = "The version is not the one that was given."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.this["clerk"].secret_string_wo == null && aws_secretsmanager_secret_version.this["clerk"].secret_string == null
    error_message = "The state holds the value."
  }
}

run "an_unknown_secret" {
  command = plan

  variables {
    values   = { clerk = { CLERK_WEBHOOK_SECRET = "only-for-a-test" }, database = { DATABASE_URL = "a", DATABASE_APP_URL = "b" } }
    versions = { database = 1 }
  }

  expect_failures = [var.versions]
}

run "a_version_without_a_value" {
  command = plan

  variables {
    versions = { redis = 1 }
  }

  expect_failures = [var.versions]
}

run "half_a_version" {
  command = plan

  variables {
    versions = { clerk = 1.5 }
  }

  expect_failures = [var.versions]
}

run "version_0" {
  command = plan

  variables {
    versions = { clerk = 0 }
  }

  expect_failures = [var.versions]
}

run "a_name_too_few" {
  command = plan

  variables {
    values = { clerk = { CLERK_WEBHOOK_SECRET = "only-for-a-test" }, database = { DATABASE_URL = "only-for-a-test" } }
  }

  expect_failures = [var.values]
}

run "a_name_nobody_knows" {
  command = plan

  variables {
    values = { clerk = { CLERK_WEBHOOK_SECRET = "only-for-a-test", CLERK_SECRET_KEY = "only-for-a-test" } }
  }

  expect_failures = [var.values]
}

run "an_empty_value" {
  command = plan

  variables {
    values = { clerk = { CLERK_WEBHOOK_SECRET = "" } }
  }

  expect_failures = [var.values]
}
