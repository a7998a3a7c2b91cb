# What the module refuses.

mock_provider "aws" {}

variables {
  account_id          = "123456789012"
  region              = "eu-west-1"
  name                = "restartix-backup-test-replica"
  source_bucket_arn   = "arn:aws:s3:::restartix-backup-test"
  role                = "restartix-test-replication"
  operations_role_arn = "arn:aws:iam::123456789012:role/operations"
  key_alias           = "alias/restartix-test-backup-replica"
  tls_minimum_version = "1.2"
  transitions         = []
  lock                = { mode = "COMPLIANCE", years = 7 }
}

run "a_copy_of_itself" {
  command = plan

  variables {
    name = "restartix-backup-test"
  }

  expect_failures = [var.name]
}

run "an_alias_of_awss" {
  command = plan

  variables {
    key_alias = "alias/aws/s3"
  }

  expect_failures = [var.key_alias]
}
