# Database, cache and buckets.

module "database" {
  source = "../../modules/database"

  database               = local.scope.database
  account_id             = var.account_id
  region                 = var.region
  subnet_ids             = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
  security_group_id      = module.security_groups.database_id
  port                   = local.everywhere.ports.postgres
  log                    = local.scope.logs.database.postgresql
  monitoring_role        = module.architecture.roles.monitoring
  owner_password         = var.database_owner_password
  owner_password_version = var.database_owner_password_version
}

module "cache" {
  source = "../../modules/cache"

  cache             = local.scope.cache
  azs               = var.azs
  subnet_ids        = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
  security_group_id = module.security_groups.cache_id
  port              = local.everywhere.ports.redis
}

module "storage" {
  source = "../../modules/storage"

  names     = module.architecture.buckets
  storage   = local.everywhere.storage
  telemetry = module.architecture.telemetry

  backup = {
    key_arn = module.keys.backup_key_arn
    lock    = local.scope.backup_lock
    replication = var.replicate_backups ? {
      role_arn               = module.backup_replica[0].role_arn
      destination_bucket_arn = module.backup_replica[0].bucket_arn
      destination_key_arn    = module.backup_replica[0].key_arn
    } : null
  }
}

# Off on day 1. What it makes cannot be unmade for seven years.
module "backup_replica" {
  source = "../../modules/backup-replica"
  count  = var.replicate_backups ? 1 : 0

  providers = { aws = aws.replica }

  account_id          = var.account_id
  region              = var.replica_region
  name                = module.architecture.buckets.backup_replica
  source_bucket_arn   = module.architecture.bucket_arns.backup
  role                = module.architecture.roles.replication
  operations_role_arn = module.identity.operations_arn
  key_alias           = module.architecture.keys.backup_replica
  tls_minimum_version = local.everywhere.storage.tls_minimum_version
  transitions         = local.everywhere.storage.backup.transitions
  lock                = local.scope.backup_lock
}
