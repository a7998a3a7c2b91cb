# No block, one of four off, public ACLs and grants, and policies that allow everybody.
# expect: pass aws_s3_bucket.none
# expect: pass aws_s3_bucket.three
# expect: pass aws_s3_bucket.acl
# expect: fail aws_s3_bucket.inline at aws_s3_bucket.inline acl
# expect: fail aws_s3_bucket.grant at aws_s3_bucket_acl.grant access_control_policy[0].grant[0].grantee[0].uri
# expect: fail aws_s3_bucket.granted at aws_s3_bucket.granted grant[0].uri
# expect: pass aws_s3_bucket.policy
# expect: fail aws_s3_bucket.wide at aws_s3_bucket_policy.wide policy.Statement[0]
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "none" {
  bucket = "bucket-none"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket_public_access_block" "none" {
  bucket                  = aws_s3_bucket.none.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "three" {
  bucket = "bucket-three"
}
resource "aws_s3_bucket_public_access_block" "three" {
  bucket                  = aws_s3_bucket.three.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "acl" {
  bucket = "bucket-acl"
}
resource "aws_s3_bucket_public_access_block" "acl" {
  bucket                  = aws_s3_bucket.acl.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_acl" "acl" {
  bucket = aws_s3_bucket.acl.id
  acl    = "private"
}
resource "aws_s3_bucket" "inline" {
  bucket = "bucket-inline"
  acl    = "authenticated-read"
}
resource "aws_s3_bucket_public_access_block" "inline" {
  bucket                  = aws_s3_bucket.inline.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "grant" {
  bucket = "bucket-grant"
}
resource "aws_s3_bucket_public_access_block" "grant" {
  bucket                  = aws_s3_bucket.grant.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_acl" "grant" {
  bucket = aws_s3_bucket.grant.id
  access_control_policy {
    owner {
      id = "o"
    }
    grant {
      permission = "READ"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}
resource "aws_s3_bucket" "granted" {
  bucket = "bucket-granted"
  grant {
    type        = "Group"
    permissions = ["READ"]
    uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
  }
}
resource "aws_s3_bucket_public_access_block" "granted" {
  bucket                  = aws_s3_bucket.granted.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "policy" {
  bucket = "bucket-policy"
}
resource "aws_s3_bucket_public_access_block" "policy" {
  bucket                  = aws_s3_bucket.policy.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "wide" {
  bucket = "bucket-wide"
}
resource "aws_s3_bucket_public_access_block" "wide" {
  bucket                  = aws_s3_bucket.wide.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "wide" {
  bucket = aws_s3_bucket.wide.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = ["*"] }, Action = "s3:GetObject", Resource = "arn:aws:s3:::bucket-wide/*", Condition = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*" } } }]
  })
}
variable "environment" {
  default = "production"
}
