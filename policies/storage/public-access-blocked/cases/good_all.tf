# Blocked, with a policy that allows an account, one that allows everybody of one organisation, and denials of everybody.
# expect: pass aws_s3_bucket.a
# expect: pass aws_s3_bucket.b
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_public_access_block" "a" {
  bucket                  = aws_s3_bucket.a.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-a/*" }, { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-a/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1234567890" } } }, { Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-a/*" }]
  })
}
resource "aws_s3_bucket" "b" {
  bucket = "bucket-b"
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = "private"
}
variable "environment" {
  default = "production"
}
