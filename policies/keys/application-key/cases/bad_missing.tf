# There is a key, and nothing says that it is the application's.
# expect: fail missing:alias/restartix-production-application
resource "aws_kms_key" "application" {
  enable_key_rotation = true
}
