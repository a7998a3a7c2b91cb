# All but one are missing.
# expect: pass aws_secretsmanager_secret.database
# expect: fail missing:restartix/production/encryption
# expect: fail missing:restartix/production/clerk
# expect: fail missing:restartix/production/cloudflare
# expect: fail missing:restartix/production/email-bootstrap
# expect: fail missing:restartix/production/storage-bootstrap
# expect: fail missing:restartix/production/clerk-bootstrap
# expect: pass aws_secretsmanager_secret.redis
resource "aws_secretsmanager_secret" "database" {
  name = "restartix/production/database"
}
resource "aws_secretsmanager_secret" "redis" {
  name = "restartix/production/redis"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_secretsmanager_secret" "other" {
  name       = "other"
  kms_key_id = terraform_data.later.output
}
