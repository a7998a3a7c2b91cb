# What the module refuses.

mock_provider "aws" {}

variables {
  subnet_ids        = ["subnet-a", "subnet-b"]
  security_group_id = "sg-1"
  owner_password    = "thirty-two-characters-or-rather-more"
  database          = { identifier = "restartix-test", engine = "postgres", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 50, max_allocated_gib = 200 }, backup_retention_days = 7, performance_insights_retention_days = 7, monitoring_interval_seconds = 60, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "1" } }
  log               = { group = "/aws/rds/instance/restartix-test/postgresql", retention_days = 90 }
  account_id        = "123456789012"
  region            = "eu-central-1"
  monitoring_role   = "restartix-test-monitoring"
}

run "another_engine" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "mysql", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 50, max_allocated_gib = 200 }, backup_retention_days = 7, performance_insights_retention_days = 7, monitoring_interval_seconds = 60, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "tls_not_forced" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "postgres", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 50, max_allocated_gib = 200 }, backup_retention_days = 7, performance_insights_retention_days = 7, monitoring_interval_seconds = 60, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "0" } }
  }

  expect_failures = [var.database]
}

run "no_backups" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "postgres", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 50, max_allocated_gib = 200 }, backup_retention_days = 0, performance_insights_retention_days = 7, monitoring_interval_seconds = 60, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "no_room_to_grow" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "postgres", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 200, max_allocated_gib = 200 }, backup_retention_days = 7, performance_insights_retention_days = 7, monitoring_interval_seconds = 60, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "an_odd_interval" {
  command = plan

  variables {
    database = { identifier = "restartix-test", engine = "postgres", engine_version = "17", instance_class = "db.t4g.medium", multi_az = true, storage = { type = "gp3", allocated_gib = 50, max_allocated_gib = 200 }, backup_retention_days = 7, performance_insights_retention_days = 7, monitoring_interval_seconds = 45, parameter_family = "postgres17", parameters = { "rds.force_ssl" = "1" } }
  }

  expect_failures = [var.database]
}

run "a_log_group_of_another_name" {
  command = plan

  variables {
    log = { group = "/aws/rds/instance/other/postgresql", retention_days = 90 }
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
    log = { group = "/aws/rds/instance/restartix-test/postgresql", retention_days = 0 }
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
