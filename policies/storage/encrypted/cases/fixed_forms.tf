# Uploads under KMS; telemetry under a key of its own; backups under the account's key, under that of the columns, and under S3's own keys.
# expect: pass aws_s3_bucket.uploads
# expect: pass aws_s3_bucket.telemetry
# expect: pass aws_s3_bucket.backup
# expect: fail aws_s3_bucket.staging at aws_s3_bucket.staging server_side_encryption_configuration
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "AES256"
    }
  }
}
resource "aws_s3_bucket" "telemetry" {
  bucket = "restartix-telemetry-production"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "telemetry" {
  bucket = aws_s3_bucket.telemetry.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/aws/s3"
    }
  }
}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/restartix-production-backup"
    }
  }
}
resource "aws_s3_bucket" "staging" {
  bucket = "restartix-backup-staging"
}
variable "environment" {
  default = "production"
}
