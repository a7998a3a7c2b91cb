output "endpoint" {
  description = "Host and port of the writer: for pgbouncer and for tasks that run once, never for the applications."
  value       = "${aws_rds_cluster.this.endpoint}:${var.port}"
}

output "identifier" {
  description = "The cluster's identifier."
  value       = var.database.identifier
}
