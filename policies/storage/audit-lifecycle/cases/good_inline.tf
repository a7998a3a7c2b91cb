# The bucket's own rules, in the provider's older form.
# expect: pass aws_s3_bucket.audit
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
  lifecycle_rule {
    enabled = true
    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }
    transition {
      days          = 365
      storage_class = "DEEP_ARCHIVE"
    }
  }
}
variable "environment" {
  default = "production"
}
