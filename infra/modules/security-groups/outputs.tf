output "load_balancer_id" {
  description = "The load balancer's group."
  value       = aws_security_group.load_balancer.id
}

output "app_id" {
  description = "The applications' group, core-api's tasks included."
  value       = aws_security_group.app.id
}

output "core_api_id" {
  description = "The group that core-api's tasks carry beside the applications'."
  value       = aws_security_group.core_api.id
}

output "telemetry_id" {
  description = "Telemetry's group. Null where there is none."
  value       = one(aws_security_group.telemetry[*].id)
}

output "pgbouncer_id" {
  description = "The pooler's group."
  value       = aws_security_group.pgbouncer.id
}

output "database_id" {
  description = "The database's group."
  value       = aws_security_group.rds.id
}

output "cache_id" {
  description = "The cache's group."
  value       = aws_security_group.cache.id
}

output "migrations_id" {
  description = "The migration task's group."
  value       = aws_security_group.migrations.id
}

output "backup_runner_id" {
  description = "The daily dump's group."
  value       = aws_security_group.backup_runner.id
}

output "endpoints_id" {
  description = "The interface endpoints' group. Null where there are none."
  value       = one(aws_security_group.endpoints[*].id)
}

output "nat_id" {
  description = "The NAT instance's group. Null where there is none."
  value       = one(aws_security_group.nat[*].id)
}
