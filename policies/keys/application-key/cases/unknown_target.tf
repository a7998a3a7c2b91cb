# Which of the keys the alias stands for is not known.
# expect: undetermined aws_kms_alias.application
resource "aws_kms_key" "one" {
  enable_key_rotation = true
}
resource "terraform_data" "target" {
  input = aws_kms_key.one.key_id
}
resource "aws_kms_alias" "application" {
  name          = "alias/restartix-production-application"
  target_key_id = terraform_data.target.output
}
