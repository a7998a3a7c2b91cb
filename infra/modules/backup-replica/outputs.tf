# For the replication of the source bucket, which AWS accepts only once all three exist.

output "role_arn" {
  description = "The role that copies. Built, so known in the plan."
  value       = local.role_arn
  depends_on  = [aws_iam_role_policy.this]
}

output "bucket_arn" {
  description = "The bucket of the copies."
  value       = module.bucket.arn
  depends_on  = [module.bucket]
}

output "key_arn" {
  description = "The key of the copies."
  value       = aws_kms_key.this.arn
}
