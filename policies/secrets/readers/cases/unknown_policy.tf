# Nothing is known of what another role may do.
# expect: undetermined aws_secretsmanager_secret.clerk
resource "aws_secretsmanager_secret" "clerk" {
  name = "restartix/production/clerk"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_role_policy" "backup" {
  role   = "restartix-production-backup"
  policy = terraform_data.later.output
}
