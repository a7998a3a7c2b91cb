# One denial of both, one of each, and one by wildcards, beside another denial and a statement that allows something.
# expect: pass aws_s3_bucket.a
# expect: pass aws_s3_bucket.b
# expect: pass aws_s3_bucket.c
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-a", "arn:aws:s3:::bucket-a/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }, { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bucket-a", "arn:aws:s3:::bucket-a/*"], Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } } }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-a/*" }]
  })
}
resource "aws_s3_bucket" "b" {
  bucket = "bucket-b"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::bucket-b", Condition = { Bool = { "aws:SecureTransport" = "false" } } }, { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::bucket-b/*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
resource "aws_s3_bucket" "c" {
  bucket = "bucket-c"
}
resource "aws_s3_bucket_policy" "c" {
  bucket = aws_s3_bucket.c.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = { AWS = "*" }, Action = ["*"], Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
variable "environment" {
  default = "production"
}
