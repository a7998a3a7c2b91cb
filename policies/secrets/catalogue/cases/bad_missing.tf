# All but one are missing.
# expect: pass aws_secretsmanager_secret.database
# expect: fail missing:restartix/production/redis
# expect: fail missing:restartix/production/encryption
# expect: fail missing:restartix/production/clerk
# expect: fail missing:restartix/production/cloudflare
# expect: fail missing:restartix/production/email-bootstrap
# expect: fail missing:restartix/production/storage-bootstrap
# expect: fail missing:restartix/production/clerk-bootstrap
resource "aws_secretsmanager_secret" "database" {
  name = "restartix/production/database"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_secretsmanager_secret" "other" {
  name       = "other"
  kms_key_id = terraform_data.later.output
}
