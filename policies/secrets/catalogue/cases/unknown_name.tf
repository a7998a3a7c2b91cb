# One may be called anything.
# expect: undetermined aws_secretsmanager_secret.later
# expect: undetermined missing:restartix/production/database
# expect: undetermined missing:restartix/production/redis
# expect: undetermined missing:restartix/production/encryption
# expect: undetermined missing:restartix/production/clerk
# expect: undetermined missing:restartix/production/cloudflare
# expect: undetermined missing:restartix/production/email-bootstrap
# expect: undetermined missing:restartix/production/storage-bootstrap
# expect: undetermined missing:restartix/production/clerk-bootstrap
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_secretsmanager_secret" "later" {
  name = terraform_data.later.output
}
