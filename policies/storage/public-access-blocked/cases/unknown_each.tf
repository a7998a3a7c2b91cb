# A switch, an ACL, a principal and a condition that are known only after the apply.
# expect: undetermined aws_s3_bucket.a
# expect: undetermined aws_s3_bucket.b
# expect: undetermined aws_s3_bucket.c
# expect: undetermined aws_s3_bucket.d
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "a" {
  bucket = "bucket-a"
}
resource "aws_s3_bucket_public_access_block" "a" {
  bucket                  = aws_s3_bucket.a.id
  block_public_acls       = true
  block_public_policy     = terraform_data.unknown.id != ""
  ignore_public_acls      = true
  restrict_public_buckets = true
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
  acl    = terraform_data.unknown.id
}
resource "aws_s3_bucket" "c" {
  bucket = "bucket-c"
}
resource "aws_s3_bucket_public_access_block" "c" {
  bucket                  = aws_s3_bucket.c.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
data "aws_iam_policy_document" "c" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::bucket-c/*"]
    principals {
      type        = "AWS"
      identifiers = [terraform_data.unknown.id]
    }
  }
}
resource "aws_s3_bucket_policy" "c" {
  bucket = aws_s3_bucket.c.id
  policy = data.aws_iam_policy_document.c.json
}
resource "aws_s3_bucket" "d" {
  bucket = "bucket-d"
}
resource "aws_s3_bucket_public_access_block" "d" {
  bucket                  = aws_s3_bucket.d.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "d" {
  bucket = aws_s3_bucket.d.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-d/*", Condition = { StringEquals = { "aws:SourceAccount" = terraform_data.unknown.id } } }]
  })
}
variable "environment" {
  default = "production"
}
