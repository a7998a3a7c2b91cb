# At home, unlocked and under S3's own keys; and a copy with a lock that can be lifted, or ends too soon.
# expect: fail aws_s3_bucket.replica at aws_s3_bucket.replica region
# expect: fail aws_s3_bucket.replica at aws_s3_bucket.replica object_lock_configuration
# expect: fail aws_s3_bucket.replica at aws_s3_bucket.replica server_side_encryption_configuration
# expect: fail aws_s3_bucket.backup at aws_s3_bucket_object_lock_configuration.copy rule[0].default_retention[0].mode
# expect: fail aws_s3_bucket.backup at aws_s3_bucket_object_lock_configuration.copy rule[0].default_retention[0]
# expect: fail aws_s3_bucket.backup at aws_s3_bucket_server_side_encryption_configuration.copy rule[0].apply_server_side_encryption_by_default[0].sse_algorithm
resource "terraform_data" "unknown" {}
provider "aws" {
  alias                       = "replica"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
resource "aws_s3_bucket" "replica" {
  bucket = "restartix-backup-production-replica"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
  replication_configuration {
    role = "arn:aws:iam::123456789012:role/r"
    rules {
      status = "Enabled"
      destination {
        bucket = "arn:aws:s3:::a-copy"
      }
    }
  }
}
resource "aws_s3_bucket" "copy" {
  provider = aws.replica
  bucket = "a-copy"
}
resource "aws_s3_bucket_object_lock_configuration" "copy" {
  provider = aws.replica
  bucket = aws_s3_bucket.copy.id
  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 2556
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "copy" {
  provider = aws.replica
  bucket = aws_s3_bucket.copy.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
variable "environment" {
  default = "production"
}
