# A denial that misses the bucket, its objects, or is of another bucket, for one identity, of one action, under a second condition; no policy.
# expect: pass aws_s3_bucket.bucket
# expect: fail aws_s3_bucket.objects at aws_s3_bucket_policy.objects policy
# expect: fail aws_s3_bucket.other at aws_s3_bucket_policy.other policy
# expect: fail aws_s3_bucket.one
# expect: fail aws_s3_bucket.read
# expect: fail aws_s3_bucket.also
# expect: pass aws_s3_bucket.none
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "bucket" {
  bucket = "bucket-b"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_policy" "bucket" {
  bucket = aws_s3_bucket.bucket.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-b", "arn:aws:s3:::bucket-b/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "objects" {
  bucket = "bucket-o"
}
resource "aws_s3_bucket_policy" "objects" {
  bucket = aws_s3_bucket.objects.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::bucket-o", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "other" {
  bucket = "bucket-x"
}
resource "aws_s3_bucket_policy" "other" {
  bucket = aws_s3_bucket.other.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-y", "arn:aws:s3:::bucket-y/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "one" {
  bucket = "bucket-one"
}
resource "aws_s3_bucket_policy" "one" {
  bucket = aws_s3_bucket.one.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "s3:*", Resource = ["arn:aws:s3:::bucket-one", "arn:aws:s3:::bucket-one/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "read" {
  bucket = "bucket-read"
}
resource "aws_s3_bucket_policy" "read" {
  bucket = aws_s3_bucket.read.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = ["arn:aws:s3:::bucket-read", "arn:aws:s3:::bucket-read/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "also" {
  bucket = "bucket-also"
}
resource "aws_s3_bucket_policy" "also" {
  bucket = aws_s3_bucket.also.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-also", "arn:aws:s3:::bucket-also/*"], Condition = { Bool = { "aws:SecureTransport" = "false" }, StringEquals = { "aws:SourceAccount" = "1" } } }
  })
}
resource "aws_s3_bucket" "none" {
  bucket = "bucket-none"
}
resource "aws_s3_bucket_policy" "none" {
  bucket = aws_s3_bucket.none.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-none", "arn:aws:s3:::bucket-none/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
variable "environment" {
  default = "production"
}
