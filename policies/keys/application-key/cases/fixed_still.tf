# The key does not rotate; whatever is not known of another one.
# expect: pass aws_kms_alias.application
resource "aws_kms_key" "application" {
  enable_key_rotation = true
  tags                = { Name = "alias/restartix-production-application" }
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = aws_kms_key.application.key_id
}
resource "terraform_data" "later" {
  input = true
}
resource "aws_kms_key" "other" {
  enable_key_rotation = terraform_data.later.output
}
