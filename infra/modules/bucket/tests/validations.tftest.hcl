# What the module refuses, and what it does unasked.

mock_provider "aws" {}

variables {
  name = "restartix-test"
}

run "by_default" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versions are not kept."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Effect == "Deny"])
    error_message = "The policy admits somebody."
  }

  assert {
    condition     = length(aws_s3_bucket_object_lock_configuration.this) == 0
    error_message = "There is a lock that nobody asked for."
  }
}

run "a_name_with_dots" {
  command = plan

  variables {
    name = "restartix.test"
  }

  expect_failures = [var.name]
}

run "old_tls" {
  command = plan

  variables {
    tls_minimum_version = "1.1"
  }

  expect_failures = [var.tls_minimum_version]
}

run "another_algorithm" {
  command = plan

  variables {
    encryption = { algorithm = "aws:fsx" }
  }

  expect_failures = [var.encryption]
}

run "a_key_without_kms" {
  command = plan

  variables {
    encryption = { algorithm = "AES256", key_arn = "arn:aws:kms:eu-central-1:123456789012:key/a" }
  }

  expect_failures = [var.encryption]
}

run "transitions_out_of_order" {
  command = plan

  variables {
    transitions = [{ days = 90, storage_class = "GLACIER" }, { days = 30, storage_class = "DEEP_ARCHIVE" }]
  }

  expect_failures = [var.transitions]
}

run "an_unknown_class" {
  command = plan

  variables {
    transitions = [{ days = 90, storage_class = "GLACIER_IA" }]
  }

  expect_failures = [var.transitions]
}

run "expiry_before_the_last_transition" {
  command = plan

  variables {
    transitions       = [{ days = 90, storage_class = "GLACIER" }]
    expire_after_days = 60
  }

  expect_failures = [var.expire_after_days]
}

run "expiry_before_the_lock_ends" {
  command = plan

  variables {
    object_lock       = { mode = "COMPLIANCE", years = 7 }
    expire_after_days = 2000
  }

  expect_failures = [var.expire_after_days]
}

run "a_lock_of_another_mode" {
  command = plan

  variables {
    object_lock = { mode = "NONE", days = 1 }
  }

  expect_failures = [var.object_lock]
}

run "a_lock_in_days_and_years" {
  command = plan

  variables {
    object_lock = { mode = "GOVERNANCE", days = 1, years = 1 }
  }

  expect_failures = [var.object_lock]
}

run "a_lock_without_a_length" {
  command = plan

  variables {
    object_lock = { mode = "GOVERNANCE" }
  }

  expect_failures = [var.object_lock]
}

run "copies_of_objects_under_s3s_keys" {
  command = plan

  variables {
    replication = { role_arn = "arn:aws:iam::123456789012:role/r", destination_bucket_arn = "arn:aws:s3:::b", destination_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/a" }
  }

  expect_failures = [var.replication]
}

run "statements_that_are_none" {
  command = plan

  variables {
    policy_statements = [{ Action = "s3:*" }]
  }

  expect_failures = [var.policy_statements]
}
