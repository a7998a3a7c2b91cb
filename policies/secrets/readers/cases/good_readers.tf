# The readers read, and another role something else.
# expect: pass aws_secretsmanager_secret.clerk
resource "aws_secretsmanager_secret" "clerk" {
  name = "restartix/production/clerk"
}
resource "aws_iam_role_policy" "execution" {
  role   = "restartix-production-execution"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
}
resource "aws_iam_role_policy" "backup" {
  role   = "restartix-production-backup"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }] })
}
