# A resource of the denial, and a bucket's name, that are known only after the apply.
# expect: undetermined aws_s3_bucket.a
# expect: undetermined aws_s3_bucket.b
# expect: undetermined aws_s3_bucket.c
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
}
resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = terraform_data.unknown.id, Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "b" {
  bucket = terraform_data.unknown.id
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::bucket-b", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  })
}
resource "aws_s3_bucket" "c" {
  bucket = "bucket-c"
}
resource "aws_s3_bucket_policy" "c" {
  bucket = aws_s3_bucket.c.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::c", "arn:aws:s3:::c/*"], Condition = { Bool = { "aws:SecureTransport" = terraform_data.unknown.id } } }
  })
}
variable "environment" {
  default = "production"
}
