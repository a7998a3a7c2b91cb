# What a subscription is of, and what another topic is called, are known only after the apply.
# expect: undetermined aws_sns_topic.a
# expect: undetermined aws_sns_topic.later
resource "terraform_data" "unknown" {}
resource "aws_sns_topic" "a" {
  name = "restartix-alerts-production"
  tags = { note = terraform_data.unknown.id }
}
resource "aws_sns_topic" "later" {
  name = terraform_data.unknown.id
}
resource "aws_sns_topic_subscription" "a" {
  topic_arn = terraform_data.unknown.id
  protocol  = "email"
  endpoint  = "someone@example.com"
}
resource "aws_chatbot_slack_channel_configuration" "a" {
  configuration_name = "a"
  iam_role_arn       = "arn:aws:iam::123456789012:role/a"
  slack_team_id      = "T"
  slack_channel_id   = "C"
  sns_topic_arns     = ["arn:aws:sns:eu-central-1:123456789012:restartix-alerts-production"]
}
variable "environment" {
  default = "production"
}
