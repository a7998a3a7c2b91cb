# What the module refuses.

mock_provider "aws" {}

variables {
  services = { clinic = { group = "/ecs/clinic", retention_days = 30 } }
}

run "for_ever" {
  command = plan

  variables {
    services = { clinic = { group = "/ecs/clinic", retention_days = 0 } }
  }

  expect_failures = [var.services]
}

run "days_that_cloudwatch_does_not_offer" {
  command = plan

  variables {
    services = { clinic = { group = "/ecs/clinic", retention_days = 31 } }
  }

  expect_failures = [var.services]
}

run "one_group_for_two" {
  command = plan

  variables {
    services = { clinic = { group = "/ecs/a", retention_days = 30 }, portal = { group = "/ecs/a", retention_days = 30 } }
  }

  expect_failures = [var.services]
}
