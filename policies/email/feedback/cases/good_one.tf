# Both events to the topic by one destination, by reference.
# expect: pass aws_sesv2_configuration_set.a
resource "terraform_data" "unknown" {}
resource "aws_sesv2_configuration_set" "a" {
  configuration_set_name = "restartix-production"
  tags                   = { note = terraform_data.unknown.id }
}
resource "aws_sns_topic" "a" {
  name = "restartix-production-email-feedback"
}
resource "aws_sesv2_configuration_set_event_destination" "a" {
  configuration_set_name = aws_sesv2_configuration_set.a.configuration_set_name
  event_destination_name = "a"
  event_destination {
    enabled              = true
    matching_event_types = ["BOUNCE", "COMPLAINT"]
    sns_destination {
      topic_arn = aws_sns_topic.a.arn
    }
  }
}
variable "environment" {
  default = "production"
}
