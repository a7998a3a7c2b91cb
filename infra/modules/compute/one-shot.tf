# Tasks that run once and end. They go past the pooler: a migration holds an advisory lock, a dump needs one session from beginning
# to end. Both take core-api's image and write to its log group.

# Started by a deployment, before the services roll. In its group, the only one of an application's side that the database admits.
module "migrations_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "migrations")
  name               = "migrations"
  image              = local.images[var.compute.migrations.image]
  size               = var.compute.migrations
  architecture       = var.compute.architecture
  command            = var.compute.migrations.command
  log_group          = var.log_groups["core-api"]
  execution_role_arn = var.role_arns.execution
  task_role_arn      = var.role_arns.session
  session            = contains(var.compute.sessions, "migrations")

  secrets = {
    DATABASE_DIRECT_URL = "${local.secrets.database}:DATABASE_DIRECT_URL::"
  }
}

# Where there is a bucket for it. Its role writes there and does nothing else; the bucket encrypts under the backup key.
module "daily_dump_task" {
  source = "../task"
  count  = var.backup_bucket == null ? 0 : 1

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "daily-dump")
  name               = "daily-dump"
  image              = local.images[var.compute.daily_dump.image]
  size               = var.compute.daily_dump
  architecture       = var.compute.architecture
  command            = var.compute.daily_dump.command
  environment        = { BACKUP_BUCKET = var.backup_bucket }
  log_group          = var.log_groups["core-api"]
  execution_role_arn = var.role_arns.execution
  task_role_arn      = var.role_arns.backup
  session            = contains(var.compute.sessions, "daily-dump")

  secrets = {
    DATABASE_DIRECT_URL   = "${local.secrets.database}:DATABASE_DIRECT_URL::"
    BACKUP_ENCRYPTION_KEY = "${local.secrets.encryption}:BACKUP_ENCRYPTION_KEY::"
  }
}
