# Which set it is is known only after the apply.
# expect: undetermined aws_sesv2_configuration_set.later
# expect: undetermined missing:restartix-production
resource "terraform_data" "unknown" {}
resource "aws_sesv2_configuration_set" "later" {
  configuration_set_name = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
