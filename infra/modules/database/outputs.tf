output "endpoint" {
  description = "Host and port of the database: for pgbouncer and for tasks that run once, never for the applications."
  value       = aws_db_instance.this.endpoint
}

output "identifier" {
  description = "The instance's identifier."
  value       = var.database.identifier
}
