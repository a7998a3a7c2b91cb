# Bounces and complaints: SES, a topic, Core API, which notes in the platform's own table whom not to write to.

resource "aws_sns_topic" "feedback" {
  name = var.email.feedback_topic

  tags = { Name = var.email.feedback_topic }
}

resource "aws_sns_topic_policy" "feedback" {
  arn = aws_sns_topic.feedback.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "SesOfThisConfigurationSet"
      Effect    = "Allow"
      Principal = { Service = "ses.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = local.topic_arn
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnEquals    = { "aws:SourceArn" = local.configuration_set_arn }
      }
    }]
  })
}

# SES tries the topic when it is given it, so the policy comes first.
resource "aws_sesv2_configuration_set_event_destination" "feedback" {
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  event_destination_name = "feedback"

  event_destination {
    enabled              = true
    matching_event_types = var.email.suppressed

    sns_destination {
      topic_arn = local.topic_arn
    }
  }

  depends_on = [aws_sns_topic_policy.feedback]
}

# Core API confirms the subscription, so it has to answer by then: not at the first apply.
resource "aws_sns_topic_subscription" "feedback" {
  count = var.subscribe ? 1 : 0

  topic_arn = aws_sns_topic.feedback.arn
  protocol  = "https"
  endpoint  = var.email.feedback_endpoint

  # The endpoint answers by a request of its own; how long that takes is not Terraform's to wait for.
  endpoint_auto_confirms = false
}

# Built: a resource's own ARN is unknown until it exists, and with it the policy that names it.
locals {
  topic_arn             = "arn:aws:sns:${var.region}:${var.account_id}:${var.email.feedback_topic}"
  configuration_set_arn = "arn:aws:ses:${var.region}:${var.account_id}:configuration-set/${var.email.configuration_set}"
}
