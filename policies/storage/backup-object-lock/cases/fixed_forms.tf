# Every way to have no lock that counts.
# expect: pass aws_s3_bucket.backup
# expect: fail aws_s3_bucket.short
# expect: fail aws_s3_bucket.ruleless
# expect: pass aws_s3_bucket.none
# expect: undetermined aws_s3_bucket.prefixed
# expect: fail aws_s3_bucket.inline
# expect: fail aws_s3_bucket.elsewhere
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_object_lock_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = 7
    }
  }
}
resource "aws_s3_bucket" "short" {
  bucket = "a-backup-short"
}
resource "aws_s3_bucket_object_lock_configuration" "short" {
  bucket = aws_s3_bucket.short.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 2556
    }
  }
}
resource "aws_s3_bucket" "ruleless" {
  bucket              = "a-backup-ruleless"
  object_lock_enabled = true
}
resource "aws_s3_bucket_object_lock_configuration" "ruleless" {
  bucket = aws_s3_bucket.ruleless.id
}
resource "aws_s3_bucket" "none" {
  bucket              = "a-backup-none"
  object_lock_enabled = true
}
resource "aws_s3_bucket_object_lock_configuration" "none" {
  bucket = aws_s3_bucket.none.id
  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = 7
    }
  }
}
resource "aws_s3_bucket" "inline" {
  bucket = "a-backup-inline"
  object_lock_configuration {
    object_lock_enabled = "Enabled"
    rule {
      default_retention {
        mode  = "GOVERNANCE"
        years = 1
      }
    }
  }
}
resource "aws_s3_bucket" "elsewhere" {
  bucket = "a-backup-elsewhere"
}
resource "aws_s3_bucket_object_lock_configuration" "elsewhere" {
  bucket = "somebody-elses-bucket"
  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = 7
    }
  }
}
resource "aws_s3_bucket" "prefixed" {
  bucket_prefix = "a-backup-"
}
variable "environment" {
  default = "production"
}
