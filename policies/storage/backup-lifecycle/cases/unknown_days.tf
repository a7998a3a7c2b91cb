# An age, and what a bucket is for, that are known only after the apply.
# expect: undetermined aws_s3_bucket.backup
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 30
      storage_class = terraform_data.unknown.id
    }
    transition {
      days          = 120
      storage_class = "DEEP_ARCHIVE"
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
