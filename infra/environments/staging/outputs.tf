output "vpc_id" {
  description = "The VPC."
  value       = module.network.vpc_id
}

output "public_subnet_ids" {
  description = "The public subnets, by zone: for the load balancer."
  value       = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
}

output "private_subnet_ids" {
  description = "The private subnets, by zone: for tasks."
  value       = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
}

output "security_group_ids" {
  description = "The security groups of the load balancer and of tasks."
  value = {
    load_balancer = module.security_groups.load_balancer_id
    app           = module.security_groups.app_id
    core_api      = module.security_groups.core_api_id
    telemetry     = module.security_groups.telemetry_id
    pgbouncer     = module.security_groups.pgbouncer_id
    migrations    = module.security_groups.migrations_id
    backup_runner = module.security_groups.backup_runner_id
  }
}

output "database_endpoint" {
  description = "Host and port of the database: for pgbouncer and for migrations, never for the applications."
  value       = module.database.endpoint
}

output "cache_endpoint" {
  description = "The host of the cache's primary."
  value       = module.cache.primary_endpoint
}

output "bucket_names" {
  description = "The buckets, by use."
  value       = module.storage.names
}

output "secret_arns" {
  description = "The secrets, by use: operators fill them, task definitions name them."
  value       = module.secrets.arns
}

output "dkim_tokens" {
  description = "The names of the mail domain's DKIM keys: for the edge's records."
  value       = module.email.dkim_tokens
}
