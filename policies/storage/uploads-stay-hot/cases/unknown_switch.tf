# Whether a rule is on is known only after the apply; so is whose bucket one is.
# expect: undetermined aws_s3_bucket.uploads
# expect: undetermined aws_s3_bucket.later
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "uploads" {
  bucket = "restartix-uploads-production"
}
resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  rule {
    id     = "x"
    status = terraform_data.unknown.id
    filter {}
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }
}
resource "aws_s3_bucket" "later" {
  bucket = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
