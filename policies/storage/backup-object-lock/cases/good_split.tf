# A satellite by reference, one by days, and a bucket that holds no backups. What is unknown about the bucket's tags does not matter.
# expect: pass aws_s3_bucket.backup
# expect: pass aws_s3_bucket.other
# expect: not-applicable aws_s3_bucket.uploads
# expect: not-applicable aws_s3_bucket.generated
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "backup" {
  bucket              = "restartix-backup-production"
  object_lock_enabled = true
  tags                = { note = terraform_data.unknown.id }
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
resource "aws_s3_bucket" "other" {
  bucket              = "old-backup-files"
  object_lock_enabled = true
}
resource "aws_s3_bucket_object_lock_configuration" "other" {
  bucket = aws_s3_bucket.other.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 2557
    }
  }
}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
}
resource "aws_s3_bucket" "generated" {
  bucket_prefix = "uploads-"
}
variable "environment" {
  default = "production"
}
