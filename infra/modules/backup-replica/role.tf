# The role under which S3 copies. What it may decrypt and encrypt stands in the two keys' policies.

resource "aws_iam_role" "this" {
  name        = var.role
  description = "S3, while it copies backups to ${var.region}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "S3ForTheBackupBucket"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnLike      = { "aws:SourceArn" = var.source_bucket_arn }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "own-work"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadTheSource"
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = var.source_bucket_arn
      },
      {
        Sid    = "ReadItsObjects"
        Effect = "Allow"
        Action = [
          "s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging",
          "s3:GetObjectRetention", "s3:GetObjectLegalHold",
        ]
        Resource = "${var.source_bucket_arn}/*"
      },
      {
        Sid      = "WriteTheCopies"
        Effect   = "Allow"
        Action   = ["s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = "${local.arn}/*"
      },
    ]
  })
}
