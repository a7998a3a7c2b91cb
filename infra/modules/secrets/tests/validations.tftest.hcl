# What the module refuses, and who reads.

mock_provider "aws" {}

variables {
  account_id          = "123456789012"
  region              = "eu-central-1"
  names               = { encryption = "restartix/production/encryption", clerk = "restartix/production/clerk" }
  entries             = { encryption = ["ENCRYPTION_KEYS"], clerk = ["CLERK_WEBHOOK_SECRET"] }
  application_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/a"
  readers             = { task = "arn:aws:iam::123456789012:role/task", execution = "arn:aws:iam::123456789012:role/execution", operations = "arn:aws:iam::123456789012:role/operations" }
}

run "readers" {
  command = plan

  assert {
    condition     = !strcontains(aws_secretsmanager_secret.this["clerk"].policy, "role/task")
    error_message = "The applications read what is injected into them anyway."
  }

  assert {
    condition     = aws_secretsmanager_secret.encryption.kms_key_id != null
    error_message = "The keyring is not under the application key."
  }
}

run "no_encryption_secret" {
  command = plan

  variables {
    names = { clerk = "restartix/production/clerk" }
  }

  expect_failures = [var.names]
}

run "a_name_outside" {
  command = plan

  variables {
    names = { encryption = "encryption" }
  }

  expect_failures = [var.names]
}

run "a_secret_of_unknown_content" {
  command = plan

  variables {
    entries = { encryption = ["ENCRYPTION_KEYS"] }
  }

  expect_failures = [var.entries]
}
