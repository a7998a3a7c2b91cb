# Complaints go nowhere, and bounces by a destination that is off or to another topic.
# expect: pass aws_sesv2_configuration_set.a
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
      topic_arn = "arn:aws:sns:eu-central-1:123456789012:restartix-production-email-feedback"
    }
  }
}
resource "aws_sesv2_configuration_set_event_destination" "b" {
  configuration_set_name = aws_sesv2_configuration_set.a.configuration_set_name
  event_destination_name = "b"
  event_destination {
    enabled              = true
    matching_event_types = ["BOUNCE", "COMPLAINT"]
    sns_destination {
      topic_arn = "arn:aws:sns:eu-central-1:123456789012:other"
    }
  }
}
variable "environment" {
  default = "production"
}
