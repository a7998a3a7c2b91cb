# A key, an algorithm and a name that are known only after the apply.
# expect: undetermined aws_s3_bucket.backup
# expect: undetermined aws_s3_bucket.other
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
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
resource "aws_s3_bucket" "other" {
  bucket = "another"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "other" {
  bucket = aws_s3_bucket.other.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = terraform_data.unknown.id
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
