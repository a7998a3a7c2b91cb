# What the architecture says of each; a bucket that says nothing has S3's own keys; any other bucket does it as it likes.
# expect: pass aws_s3_bucket.uploads
# expect: pass aws_s3_bucket.audit
# expect: pass aws_s3_bucket.telemetry
# expect: pass aws_s3_bucket.backup
# expect: pass aws_s3_bucket.other
# expect: pass aws_s3_bucket.referred
# expect: pass aws_s3_bucket.inline
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
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
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
      kms_master_key_id = "arn:aws:kms:eu-central-1:123456789012:alias/restartix-production-backup"
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
      sse_algorithm     = "aws:kms"
      kms_master_key_id = terraform_data.unknown.id
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "restartix-telemetry-staging"
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}
resource "aws_s3_bucket" "referred" {
  bucket = "restartix-backup-staging"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "referred" {
  bucket = aws_s3_bucket.referred.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.backup.arn
    }
  }
}
resource "aws_kms_key" "backup" {}
resource "aws_kms_alias" "backup" {
  name          = "alias/restartix-production-backup"
  target_key_id = aws_kms_key.backup.key_id
}
variable "environment" {
  default = "production"
}
