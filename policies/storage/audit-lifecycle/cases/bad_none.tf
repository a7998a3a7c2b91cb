# An archive without rules.
# expect: fail aws_s3_bucket.audit
resource "aws_s3_bucket" "audit" {
  bucket = "restartix-audit-archive-production"
}
variable "environment" {
  default = "production"
}
