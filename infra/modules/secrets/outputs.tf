output "arns" {
  description = "The secrets' ARNs, by use: for `secrets` of a task definition."
  value = merge(
    { encryption = aws_secretsmanager_secret.encryption.arn },
    { for use, secret in aws_secretsmanager_secret.this : use => secret.arn },
  )
}
