# AWS's own key beside the application key, whatever is not known of another secret.
# expect: fail aws_secretsmanager_secret.encryption at aws_secretsmanager_secret.encryption kms_key_id
resource "aws_kms_key" "application" {
  tags = { Name = "alias/restartix-production-application" }
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
resource "aws_secretsmanager_secret" "encryption" {
  name = "restartix/production/encryption"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_secretsmanager_secret" "other" {
  name       = "other"
  kms_key_id = terraform_data.later.output
}
