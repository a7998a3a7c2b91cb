# What the module refuses, and what a switch adds.

mock_provider "aws" {}

variables {
  account_id                = "123456789012"
  region                    = "eu-central-1"
  roles                     = { task = "t", telemetry = "te", session = "s", execution = "e", operations = "o", scheduler = "sc", backup = "b" }
  secrets                   = { encryption = "restartix/production/encryption" }
  bucket_arns               = { uploads = "arn:aws:s3:::u", audit_archive = "arn:aws:s3:::a", backup = "arn:aws:s3:::b", telemetry = "arn:aws:s3:::t" }
  repository_arns           = ["arn:aws:ecr:eu-central-1:123456789012:repository/restartix-clinic"]
  log_groups                = ["/ecs/restartix-production/clinic"]
  cluster                   = "restartix-production"
  task_families             = "restartix-production-*"
  schedule_group            = "restartix-production"
  operations_permission_set = "PlatformOperations"
  email                     = { domain = "restartix.pro", configuration_set = "restartix-production" }
  telemetry                 = false
  backup                    = false
}

run "without_switches" {
  command = plan

  assert {
    condition     = length(aws_iam_role.telemetry) == 0 && length(aws_iam_role_policy.backup) == 0
    error_message = "A role may do what there is nothing to do with."
  }
}

run "who_sends_mail" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "SendsMail"
      ] == [[
        "arn:aws:ses:eu-central-1:123456789012:identity/restartix.pro",
        "arn:aws:ses:eu-central-1:123456789012:configuration-set/restartix-production",
    ]]
    error_message = "The applications send as somebody else, or not through the configuration set."
  }
}

run "one_role_for_two_uses" {
  command = plan

  variables {
    roles = { task = "t", telemetry = "t", session = "s", execution = "e", operations = "o", scheduler = "sc", backup = "b" }
  }

  expect_failures = [var.roles]
}

run "no_encryption_secret" {
  command = plan

  variables {
    secrets = { clerk = "restartix/production/clerk" }
  }

  expect_failures = [var.secrets]
}

run "every_secret" {
  command = plan

  variables {
    secrets = { encryption = "restartix/*" }
  }

  expect_failures = [var.secrets]
}

run "every_repository" {
  command = plan

  variables {
    repository_arns = ["arn:aws:ecr:eu-central-1:123456789012:repository/*"]
  }

  expect_failures = [var.repository_arns]
}

run "no_log_group" {
  command = plan

  variables {
    log_groups = []
  }

  expect_failures = [var.log_groups]
}

run "every_family" {
  command = plan

  variables {
    task_families = "*"
  }

  expect_failures = [var.task_families]
}

run "every_permission_set" {
  command = plan

  variables {
    operations_permission_set = "*"
  }

  expect_failures = [var.operations_permission_set]
}
