# expect: pass aws_secretsmanager_secret.encryption
# expect: not-applicable aws_secretsmanager_secret.clerk
resource "aws_kms_key" "application" {
  tags = { Name = "alias/restartix-production-application" }
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
resource "aws_secretsmanager_secret" "encryption" {
  name       = "restartix/production/encryption"
  kms_key_id = aws_kms_alias.application.name
}
resource "aws_secretsmanager_secret" "clerk" {
  name = "restartix/production/clerk"
}
