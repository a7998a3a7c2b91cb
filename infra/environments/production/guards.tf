# Who may do what: roles, keys, secrets. And where it is written down: logs.

module "identity" {
  source = "../../modules/identity"

  account_id                = var.account_id
  region                    = var.region
  roles                     = module.architecture.roles
  secrets                   = module.architecture.secrets
  bucket_arns               = module.architecture.bucket_arns
  repository_arns           = module.architecture.repository_arns
  log_groups                = [for log in values(module.architecture.service_logs) : log.group]
  cluster                   = module.architecture.cluster
  task_families             = module.architecture.task_families
  schedule_group            = module.architecture.schedule_group
  operations_permission_set = var.operations_permission_set
  email                     = module.architecture.email
  telemetry                 = module.architecture.telemetry
  backup                    = true
}

module "keys" {
  source = "../../modules/keys"

  environment       = var.environment
  account_id        = var.account_id
  region            = var.region
  aliases           = module.architecture.keys
  encryption_secret = module.architecture.secrets.encryption
  backup_bucket_arn = module.architecture.bucket_arns.backup
  backup            = true

  replication_role_arn = var.replicate_backups ? module.backup_replica[0].role_arn : null

  role_arns = {
    task       = module.identity.task_arn
    execution  = module.identity.execution_arn
    operations = module.identity.operations_arn
    backup     = module.identity.backup_arn
  }
}

module "secrets" {
  source = "../../modules/secrets"

  account_id          = var.account_id
  region              = var.region
  names               = module.architecture.secrets
  entries             = local.everywhere.secret_entries
  application_key_arn = module.keys.application_key_arn

  readers = {
    task       = module.identity.task_arn
    execution  = module.identity.execution_arn
    operations = module.identity.operations_arn
  }
}

# None on day 1: operators fill the secrets by hand, or name those that an apply writes.
module "secret_values" {
  source = "../../modules/secret-values"

  providers = { aws = aws.operations }

  names    = module.secrets.names
  entries  = local.everywhere.secret_entries
  values   = var.secret_values
  versions = var.secret_versions
}

module "logs" {
  source = "../../modules/logs"

  services = module.architecture.service_logs
}
