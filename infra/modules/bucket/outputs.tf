output "name" {
  description = "The bucket's name. Whoever uses it waits until the bucket exists."
  value       = aws_s3_bucket.this.bucket
}

output "arn" {
  description = "The bucket's ARN, built from its name and so known in the plan."
  value       = local.arn
}
