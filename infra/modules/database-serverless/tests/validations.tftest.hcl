# What the module refuses.

mock_provider "aws" {}

variables {
  subnet_ids        = ["subnet-a", "subnet-b"]
  security_group_id = "sg-1"
  owner_password    = "thirty-two-characters-or-rather-more"
  database          = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.serverless", instances = 1, capacity = { min_acu = 0, max_acu = 2, seconds_until_auto_pause = 300 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "1" } }
  log               = { group = "/aws/rds/cluster/restartix-test/postgresql", retention_days = 30 }
  availability_zone = "eu-central-1a"
}

run "a_fixed_size" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.t4g.medium", instances = 1, capacity = { min_acu = 0, max_acu = 2, seconds_until_auto_pause = 300 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "a_reader" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.serverless", instances = 2, capacity = { min_acu = 0, max_acu = 2, seconds_until_auto_pause = 300 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "never_pausing" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.serverless", instances = 1, capacity = { min_acu = 0.5, max_acu = 2, seconds_until_auto_pause = 300 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "pausing_at_once" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.serverless", instances = 1, capacity = { min_acu = 0, max_acu = 2, seconds_until_auto_pause = 10 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "tls_not_forced" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "aurora-postgresql", engine_version = "17", instance_class = "db.serverless", instances = 1, capacity = { min_acu = 0, max_acu = 2, seconds_until_auto_pause = 300 }, backup_retention_days = 1, parameter_family = "aurora-postgresql17", parameters = { "rds.force_ssl" = "0" } }
  }

  expect_failures = [var.database]
}

run "a_log_group_of_another_name" {
  command = plan

  variables {
    log = { group = "/aws/rds/cluster/other/postgresql", retention_days = 30 }
  }

  expect_failures = [aws_cloudwatch_log_group.postgresql]
}

run "one_subnet" {
  command = plan

  variables {
    subnet_ids = ["subnet-a"]
  }

  expect_failures = [var.subnet_ids]
}

run "a_short_password" {
  command = plan

  variables {
    owner_password = "short"
  }

  expect_failures = [var.owner_password]
}

run "half_a_version" {
  command = plan

  variables {
    owner_password_version = 1.5
  }

  expect_failures = [var.owner_password_version]
}

run "logs_for_ever" {
  command = plan

  variables {
    log = { group = "/aws/rds/cluster/restartix-test/postgresql", retention_days = 0 }
  }

  expect_failures = [var.log]
}

run "a_low_port" {
  command = plan

  variables {
    port = 22
  }

  expect_failures = [var.port]
}
