# What the module refuses, and what a switch adds.

mock_provider "aws" {}

variables {
  account_id        = "123456789012"
  region            = "eu-central-1"
  cluster           = "restartix-production"
  namespace         = "restartix-production.internal"
  task_families     = "restartix-production-*"
  schedule_group    = "restartix-production"
  capacity_provider = "FARGATE_SPOT"
  pgbouncer         = { SERVER_IDLE_TIMEOUT = "60" }
  schedules         = { check-providers = { at = "rate(1 minute)", timezone = "UTC" } }
  daily_dump        = { at = "cron(0 4 * * ? *)", timezone = "UTC" }
  pgbouncer_port    = 6432
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1"]
  telemetry         = false
  telemetry_bucket  = "t"

  compute = {
    architecture          = "ARM64"
    discovery_ttl_seconds = 10
    sessions              = ["pgbouncer", "migrations"]
    autoscaling           = { metric = "ECSServiceAverageCPUUtilization", target = 70, scale_in_seconds = 300, scale_out_seconds = 60 }
    pgbouncer             = { POOL_MODE = "transaction" }
    migrations            = { image = "core-api", command = ["migrate", "up"], cpu = 256, memory = 512 }
    daily_dump            = { image = "core-api", command = ["daily-dump"], cpu = 512, memory = 1024 }
    scheduled             = { cpu = 256, memory = 512 }
  }

  services = {
    core-api      = { cpu = 512, memory = 1024, count = 1 }
    telemetry-api = { cpu = 512, memory = 1024, count = 1 }
    clinic        = { cpu = 256, memory = 512, count = 1 }
    portal        = { cpu = 256, memory = 512, count = 1 }
    console       = { cpu = 256, memory = 512, count = 1 }
    pgbouncer     = { cpu = 256, memory = 512, count = 1, capacity_provider = "FARGATE" }
  }

  repositories = {
    core-api      = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-core-api"
    telemetry-api = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-telemetry-api"
    clinic        = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-clinic"
    portal        = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-portal"
    console       = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-console"
    pgbouncer     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix-pgbouncer"
  }
  images = {
    core-api      = "0123456789abcdef0123456789abcdef01234567"
    telemetry-api = "0123456789abcdef0123456789abcdef01234567"
    clinic        = "0123456789abcdef0123456789abcdef01234567"
    portal        = "0123456789abcdef0123456789abcdef01234567"
    console       = "0123456789abcdef0123456789abcdef01234567"
    pgbouncer     = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  ports             = { core-api = 9000, clinic = 9100, portal = 9200, console = 9300, telemetry-api = 4000 }
  log_groups        = { core-api = "a", clinic = "b", portal = "c", console = "d", pgbouncer = "e", telemetry-api = "f" }
  target_group_arns = { core-api = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/a/1", clinic = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/b/1", portal = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/c/1", console = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/d/1", telemetry-api = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/e/1" }

  secrets = {
    database          = "restartix/production/database"
    redis             = "restartix/production/redis"
    encryption        = "restartix/production/encryption"
    clerk             = "restartix/production/clerk"
    cloudflare        = "restartix/production/cloudflare"
    email_bootstrap   = "restartix/production/email-bootstrap"
    storage_bootstrap = "restartix/production/storage-bootstrap"
    clerk_bootstrap   = "restartix/production/clerk-bootstrap"
    telemetry         = "restartix/production/telemetry"
  }
  role_arns = {
    task      = "arn:aws:iam::123456789012:role/task"
    telemetry = "arn:aws:iam::123456789012:role/telemetry"
    session   = "arn:aws:iam::123456789012:role/session"
    backup    = "arn:aws:iam::123456789012:role/backup"
    execution = "arn:aws:iam::123456789012:role/execution"
    scheduler = "arn:aws:iam::123456789012:role/scheduler"
  }

  app_security_group_id           = "sg-1"
  core_api_security_group_id      = "sg-2"
  telemetry_security_group_id     = "sg-3"
  pgbouncer_security_group_id     = "sg-4"
  backup_runner_security_group_id = "sg-5"
}

run "without_switches" {
  command = plan

  assert {
    condition     = length(module.telemetry) + length(module.telemetry_task) + length(module.daily_dump_task) + length(aws_scheduler_schedule.daily_dump) == 0
    error_message = "Something runs that nobody asked for."
  }

  assert {
    condition     = toset(aws_ecs_cluster_capacity_providers.this.capacity_providers) == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "The cluster offers the environment's capacity and the pooler's."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.core_api["check-providers"].target[0].input).cpu == "256"
    error_message = "Scheduled work runs at a size of its own."
  }
}

run "with_switches" {
  command = plan

  variables {
    telemetry     = true
    backup_bucket = "restartix-backup-production"
  }

  assert {
    condition     = length(module.telemetry) == 1 && length(aws_scheduler_schedule.daily_dump) == 1
    error_message = "Something is switched on and does not run."
  }
}

run "a_service_without_a_size" {
  command = plan

  variables {
    services = { core-api = { cpu = 512, memory = 1024, count = 1 } }
  }

  # The size is asked for before the validation has said what is wrong.
  expect_failures = [var.services]
}

run "a_public_namespace" {
  command = plan

  variables {
    namespace = "example.com"
  }

  expect_failures = [var.namespace]
}

run "a_time_that_is_none" {
  command = plan

  variables {
    schedules = { check-providers = { at = "every minute", timezone = "UTC" } }
  }

  expect_failures = [var.schedules]
}

run "one_family_for_all" {
  command = plan

  variables {
    task_families = "restartix-production"
  }

  expect_failures = [var.task_families]
}
