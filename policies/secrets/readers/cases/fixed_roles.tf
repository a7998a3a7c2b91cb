# A role beside the readers reads one of the secrets; the other is denied to everybody but the readers.
# expect: pass aws_secretsmanager_secret.open
# expect: pass aws_secretsmanager_secret.guarded
resource "aws_secretsmanager_secret" "open" {
  name = "restartix/production/clerk"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]
    Resource  = "*"
    Condition = { ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::123456789012:role/restartix-production-execution", "arn:aws:iam::123456789012:role/restartix-production-operations"] } }
  }] })
}
resource "aws_secretsmanager_secret" "guarded" {
  name = "restartix/production/redis"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = "secretsmanager:GetSecretValue"
    Resource  = "*"
    Condition = { ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::123456789012:role/restartix-production-task", "arn:aws:iam::123456789012:role/restartix-production-operations"] } }
  }] })
}
resource "aws_iam_role_policy" "backup" {
  role   = "restartix-production-backup"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_role_policy" "later" {
  role   = "restartix-production-task"
  policy = terraform_data.later.output
}
