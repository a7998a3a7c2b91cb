output "version_ids" {
  description = "What Secrets Manager calls the versions that were written, by use: what a restarted task has read."
  value       = { for use, version in aws_secretsmanager_secret_version.this : use => version.version_id }
}
