# What the module refuses, and who is named.

mock_provider "aws" {}

variables {
  environment       = "production"
  account_id        = "123456789012"
  region            = "eu-central-1"
  aliases           = { application = "alias/application", backup = "alias/backup" }
  role_arns         = { task = "arn:aws:iam::123456789012:role/task", execution = "arn:aws:iam::123456789012:role/execution", operations = "arn:aws:iam::123456789012:role/operations", backup = "arn:aws:iam::123456789012:role/backup" }
  encryption_secret = "restartix/production/encryption"
  backup_bucket_arn = "arn:aws:s3:::restartix-backup-production"
  backup            = true
}

run "without_replication" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_kms_key.backup[0].policy).Statement) == 3
    error_message = "Somebody else reads backups."
  }

  assert {
    condition     = aws_kms_key.application.enable_key_rotation && aws_kms_key.backup[0].enable_key_rotation
    error_message = "A key does not rotate."
  }
}

run "an_alias_of_awss" {
  command = plan

  variables {
    aliases = { application = "alias/aws/s3", backup = "alias/backup" }
  }

  expect_failures = [var.aliases]
}

run "every_role" {
  command = plan

  variables {
    role_arns = { task = "arn:aws:iam::123456789012:role/*", execution = "arn:aws:iam::123456789012:role/execution", operations = "arn:aws:iam::123456789012:role/operations", backup = "arn:aws:iam::123456789012:role/backup" }
  }

  expect_failures = [var.role_arns]
}

run "copies_of_nothing" {
  command = plan

  variables {
    backup               = false
    replication_role_arn = "arn:aws:iam::123456789012:role/replication"
  }

  expect_failures = [var.replication_role_arn]
}

run "a_short_account" {
  command = plan

  variables {
    account_id = "1234"
  }

  expect_failures = [var.account_id]
}
