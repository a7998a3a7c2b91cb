output "cluster" {
  description = "The cluster's name."
  value       = aws_ecs_cluster.this.name
}

output "migrations_family" {
  description = "The family of the migration task, whose newest revision a deployment runs."
  value       = replace(var.task_families, "*", "migrations")
}
