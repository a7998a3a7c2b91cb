# Backups under the application's key; a secret and another bucket under that of backups; a task with the backup role.
# expect: pass aws_s3_bucket.backup
# expect: fail aws_s3_bucket.old at aws_s3_bucket.old server_side_encryption_configuration
# expect: pass aws_iam_role.backup
resource "terraform_data" "unknown" {}
resource "aws_kms_key" "backup" {}
resource "aws_kms_alias" "backup" {
  name          = "alias/restartix-production-backup"
  target_key_id = aws_kms_key.backup.key_id
}
resource "aws_kms_key" "app" {}
resource "aws_kms_alias" "app" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.app.key_id
}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.backup.arn
    }
  }
}
resource "aws_s3_bucket" "old" {
  bucket = "old-backup-files"
}
resource "aws_s3_bucket" "other" {
  bucket = "another"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "other" {
  bucket = aws_s3_bucket.other.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.app.arn
    }
  }
}
resource "aws_secretsmanager_secret" "a" {
  name       = "a"
  kms_key_id = aws_kms_key.app.arn
}
resource "aws_iam_role" "backup" {
  name               = "restartix-production-backup"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_ecs_task_definition" "api" {
  family                = "restartix-production-core-api"
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-task"
  container_definitions = jsonencode([{ name = "c", image = "x" }])
}
variable "environment" {
  default = "production"
}
