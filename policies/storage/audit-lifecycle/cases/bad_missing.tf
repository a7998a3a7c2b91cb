# No archive at all.
# expect: fail missing:restartix-audit-archive-production
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
}
variable "environment" {
  default = "production"
}
