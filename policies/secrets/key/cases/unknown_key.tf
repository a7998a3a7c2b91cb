# expect: undetermined aws_secretsmanager_secret.encryption
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_secretsmanager_secret" "encryption" {
  name       = "restartix/production/encryption"
  kms_key_id = terraform_data.later.output
}
