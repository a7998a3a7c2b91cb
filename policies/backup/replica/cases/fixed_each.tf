# At home, unlocked and under S3's own keys; and a copy with a lock that can be lifted, or ends too soon.
# expect: pass aws_s3_bucket.replica
# expect: pass aws_s3_bucket.backup
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
  provider = aws.replica
  bucket = "restartix-backup-production-replica"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_object_lock_configuration" "replica" {
  provider = aws.replica
  bucket = aws_s3_bucket.replica.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
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
      mode = "COMPLIANCE"
      years = 7
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "copy" {
  provider = aws.replica
  bucket = aws_s3_bucket.copy.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
variable "environment" {
  default = "production"
}
