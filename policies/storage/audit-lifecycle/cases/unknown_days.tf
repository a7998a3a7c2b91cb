# An age that is known only after the apply, and a bucket that may be the archive of the other environment.
# expect: undetermined aws_s3_bucket.audit
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = length(terraform_data.unknown.id)
      storage_class = "GLACIER_IR"
    }
    transition {
      days          = 365
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
