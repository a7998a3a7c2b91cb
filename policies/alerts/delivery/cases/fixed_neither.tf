# A subscription of another topic, one by another protocol, and a channel that is told of something else.
# expect: pass aws_sns_topic.a
resource "terraform_data" "unknown" {}
resource "aws_sns_topic" "a" {
  name = "restartix-alerts-production"
  tags = { note = terraform_data.unknown.id }
}
resource "aws_sns_topic" "other" {
  name = "other"
}
resource "aws_sns_topic_subscription" "a" {
  topic_arn = aws_sns_topic.a.arn
  protocol  = "email"
  endpoint  = "someone@example.com"
}
resource "aws_sns_topic_subscription" "b" {
  topic_arn = aws_sns_topic.a.arn
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:eu-central-1:123456789012:q"
}
resource "aws_chatbot_slack_channel_configuration" "a" {
  configuration_name = "a"
  iam_role_arn       = "arn:aws:iam::123456789012:role/a"
  slack_team_id      = "T"
  slack_channel_id   = "C"
  sns_topic_arns     = ["arn:aws:sns:eu-central-1:123456789012:other", "arn:aws:sns:eu-central-1:123456789012:restartix-alerts-production"]
}
variable "environment" {
  default = "production"
}
