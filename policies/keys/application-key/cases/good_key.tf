# expect: pass aws_kms_alias.application
# expect: not-applicable aws_kms_alias.backup
resource "aws_kms_key" "application" {
  enable_key_rotation = true
  tags                = { Name = "alias/restartix-production-application" }
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
resource "aws_kms_alias" "backup" {
  name          = "alias/restartix-production-backup"
  target_key_id = "11111111-2222-3333-4444-555555555555"
}
