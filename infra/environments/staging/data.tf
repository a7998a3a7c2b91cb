# Database, cache and buckets.

module "database" {
  source = "../../modules/database-serverless"

  database               = local.scope.database
  subnet_ids             = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
  security_group_id      = module.security_groups.database_id
  port                   = local.everywhere.ports.postgres
  log                    = local.scope.logs.database.postgresql
  availability_zone      = var.azs[0]
  owner_password         = var.database_owner_password
  owner_password_version = var.database_owner_password_version
}

module "cache" {
  source = "../../modules/cache"

  cache             = local.scope.cache
  azs               = [var.azs[0]]
  subnet_ids        = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
  security_group_id = module.security_groups.cache_id
  port              = local.everywhere.ports.redis
}

module "storage" {
  source = "../../modules/storage"

  names     = module.architecture.buckets
  storage   = local.everywhere.storage
  telemetry = module.architecture.telemetry

  backup = var.backup_bucket ? { key_arn = module.keys.backup_key_arn, lock = local.scope.backup_lock } : null
}
