output "arns" {
  description = "The secrets' ARNs, by use: for `secrets` of a task definition."
  value = merge(
    { encryption = aws_secretsmanager_secret.encryption.arn },
    { for use, secret in aws_secretsmanager_secret.this : use => secret.arn },
  )
}

output "names" {
  description = "The secrets' names, by use; known in a plan, and it waits for the secrets all the same."
  value = merge(
    { encryption = aws_secretsmanager_secret.encryption.name },
    { for use, secret in aws_secretsmanager_secret.this : use => secret.name },
  )
}
