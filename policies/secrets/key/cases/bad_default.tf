# AWS's own key, whatever is not known of another secret.
# expect: fail aws_secretsmanager_secret.encryption at aws_secretsmanager_secret.encryption kms_key_id
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
