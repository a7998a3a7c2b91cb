output "application_key_arn" {
  description = "The key that the encryption secret is stored under."
  value       = aws_kms_key.application.arn
}

output "backup_key_arn" {
  description = "The key of the backup bucket. Null where there is none."
  value       = var.backup ? aws_kms_key.backup[0].arn : null
}
