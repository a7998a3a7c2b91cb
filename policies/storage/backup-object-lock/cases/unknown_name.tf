# A name that is known only after the apply: it may hold backups, and it may be the bucket that has to exist.
# expect: undetermined aws_s3_bucket.later
# expect: undetermined missing:restartix-backup-production
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
