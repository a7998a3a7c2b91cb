# The task role decrypts whatever lies under the key; what is not known of another key changes nothing.
# expect: pass aws_kms_alias.application
locals {
  account = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" }
}
resource "aws_kms_key" "application" {
  tags = { Name = "alias/restartix-production-application" }
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.account, {
    Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/restartix-production-task" }, Action = "kms:Decrypt", Resource = "*"
    Condition = { StringLike = { "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/encryption-*" } }
  }] })
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_kms_key" "other" {
  policy = terraform_data.later.output
}
