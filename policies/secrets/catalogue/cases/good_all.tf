# A reserved one is allowed.
# expect: pass aws_secretsmanager_secret.this["database"]
# expect: pass aws_secretsmanager_secret.this["redis"]
# expect: pass aws_secretsmanager_secret.this["encryption"]
# expect: pass aws_secretsmanager_secret.this["clerk"]
# expect: pass aws_secretsmanager_secret.this["cloudflare"]
# expect: pass aws_secretsmanager_secret.this["email-bootstrap"]
# expect: pass aws_secretsmanager_secret.this["storage-bootstrap"]
# expect: pass aws_secretsmanager_secret.this["clerk-bootstrap"]
# expect: not-applicable aws_secretsmanager_secret.reserved
resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["database", "redis", "encryption", "clerk", "cloudflare", "email-bootstrap", "storage-bootstrap", "clerk-bootstrap"])
  name     = "restartix/production/${each.key}"
}
resource "aws_secretsmanager_secret" "reserved" {
  name = "restartix/production/daily-bootstrap"
}
