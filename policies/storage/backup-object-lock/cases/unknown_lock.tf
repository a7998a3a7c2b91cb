# A mode that is known only after the apply. A bucket whose name the provider makes up holds no backups.
# expect: undetermined aws_s3_bucket.backup
# expect: not-applicable aws_s3_bucket.unnamed
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}
resource "aws_s3_bucket_object_lock_configuration" "backup" {
  bucket = aws_s3_bucket.backup.id
  rule {
    default_retention {
      mode  = terraform_data.unknown.id
      years = 7
    }
  }
}
resource "aws_s3_bucket" "unnamed" {}
variable "environment" {
  default = "production"
}
