# What the module refuses, and what a session changes.

mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-central-1"
  family             = "restartix-production-clinic"
  name               = "clinic"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-clinic:0123456789abcdef0123456789abcdef01234567"
  size               = { cpu = 256, memory = 512 }
  architecture       = "ARM64"
  log_group          = "/ecs/restartix-production/clinic"
  execution_role_arn = "arn:aws:iam::123456789012:role/e"
}

run "without_a_session" {
  command = plan

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem && length(aws_ecs_task_definition.this.volume) == 1
    error_message = "The root file system can be written to."
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_ecs_task_definition.this.container_definitions)[0]), "portMappings")
    error_message = "What is not set is said."
  }
}

run "with_a_session" {
  command = plan

  variables {
    session = true
  }

  assert {
    condition     = !jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem && length(aws_ecs_task_definition.this.volume) == 0
    error_message = "A session needs a root file system that can be written to."
  }
}

run "the_latest_image" {
  command = plan

  variables {
    image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-clinic:latest"
  }

  expect_failures = [var.image]
}

run "somebody_elses_image" {
  command = plan

  variables {
    image = "docker.io/library/clinic:0123456789abcdef0123456789abcdef01234567"
  }

  expect_failures = [var.image]
}

run "a_secret_in_clear_text" {
  command = plan

  variables {
    secrets = { REDIS_URL = "rediss://example" }
  }

  expect_failures = [var.secrets]
}

run "a_size_that_fargate_does_not_have" {
  command = plan

  variables {
    size = { cpu = 256, memory = 4096 }
  }

  expect_failures = [var.size]
}

run "another_architecture" {
  command = plan

  variables {
    architecture = "arm64"
  }

  expect_failures = [var.architecture]
}

run "a_family_with_a_wildcard" {
  command = plan

  variables {
    family = "restartix-*"
  }

  expect_failures = [var.family]
}
