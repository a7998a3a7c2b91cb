output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "The public subnets, by zone: for the load balancer."
  value       = [aws_subnet.public_a.id, aws_subnet.public_b.id]
}

output "private_subnet_ids" {
  description = "The private subnets, by zone: for tasks and the cache."
  value       = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

output "security_group_ids" {
  description = "The security groups that tasks carry."
  value = {
    app           = aws_security_group.app.id
    pgbouncer     = aws_security_group.pgbouncer.id
    migrations    = aws_security_group.migrations.id
    backup_runner = aws_security_group.backup_runner.id
  }
}

output "database_endpoint" {
  description = "Host and port of the database: for pgbouncer and for migrations, never for the applications."
  value       = aws_db_instance.this.endpoint
}

output "bucket_names" {
  description = "The buckets, by use."
  value = {
    uploads       = aws_s3_bucket.uploads.bucket
    audit_archive = aws_s3_bucket.audit_archive.bucket
    backup        = aws_s3_bucket.backup.bucket
  }
}

output "application_key_arn" {
  description = "The key under which restartix/{env}/encryption is to be stored."
  value       = aws_kms_key.application.arn
}

output "backup_key_arn" {
  description = "The key of the backup bucket."
  value       = aws_kms_key.backup.arn
}
