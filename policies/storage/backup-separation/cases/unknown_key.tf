# Keys, a role and a name that are known only after the apply.
# expect: undetermined aws_s3_bucket.backup
# expect: undetermined aws_s3_bucket.later
# expect: undetermined aws_iam_role.backup
# expect: undetermined aws_iam_role.later
resource "terraform_data" "unknown" {}
resource "aws_iam_role" "later" {
  name               = terraform_data.unknown.id
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = terraform_data.unknown.id
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
resource "aws_iam_role" "backup" {
  name               = "restartix-production-backup"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_ecs_task_definition" "api" {
  family                = "restartix-production-core-api"
  task_role_arn         = terraform_data.unknown.id
  container_definitions = jsonencode([{ name = "c", image = "x" }])
}
variable "environment" {
  default = "production"
}
