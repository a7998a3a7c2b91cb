# There is a key, and nothing says that it is the application's.
# expect: pass aws_kms_alias.application
resource "aws_kms_key" "application" {
  enable_key_rotation = true
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
