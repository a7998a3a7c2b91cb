# Where copies go, a lock's mode and a bucket's name are known only after the apply.
# expect: undetermined aws_s3_bucket.backup
# expect: undetermined aws_s3_bucket.replica
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
provider "aws" {
  alias                       = "replica"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}
resource "aws_s3_bucket_replication_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  role   = "arn:aws:iam::123456789012:role/r"
  rule {
    status = "Enabled"
    destination {
      bucket = terraform_data.unknown.id
    }
  }
}
resource "aws_s3_bucket" "replica" {
  provider = aws.replica
  bucket = "restartix-backup-production-replica"
}
resource "aws_s3_bucket_object_lock_configuration" "replica" {
  provider = aws.replica
  bucket = aws_s3_bucket.replica.id
  rule {
    default_retention {
      mode = terraform_data.unknown.id
      years = 7
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "replica" {
  provider = aws.replica
  bucket = aws_s3_bucket.replica.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
