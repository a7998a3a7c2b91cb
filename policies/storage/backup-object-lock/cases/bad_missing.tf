# No bucket for backups at all.
# expect: fail missing:restartix-backup-production
# expect: not-applicable aws_s3_bucket.uploads
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
}
variable "environment" {
  default = "production"
}
