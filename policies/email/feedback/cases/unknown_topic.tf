# Where events go, and which set another one is, are known only after the apply.
# expect: undetermined aws_sesv2_configuration_set.a
# expect: undetermined aws_sesv2_configuration_set.later
resource "terraform_data" "unknown" {}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = "restartix-production"
  tags                   = { note = terraform_data.unknown.id }
}
resource "aws_sesv2_configuration_set_event_destination" "a" {
  configuration_set_name = aws_sesv2_configuration_set.a.configuration_set_name
  event_destination_name = "a"
  event_destination {
    enabled              = true
    matching_event_types = ["BOUNCE", "COMPLAINT"]
    sns_destination {
      topic_arn = terraform_data.unknown.id
    }
  }
}
resource "aws_sesv2_configuration_set" "later" {
  configuration_set_name = terraform_data.unknown.id
}
variable "environment" {
  default = "production"
}
