# Where alarms go: to people's mailboxes and to Slack.

# Not encrypted under a key: CloudWatch cannot publish to a topic under AWS's own, and an alarm says nothing of a patient.
resource "aws_sns_topic" "alerts" {
  name = var.topic
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisEnvironment"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = "arn:aws:sns:${var.region}:${var.account_id}:${var.topic}"
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:${var.region}:${var.account_id}:alarm:${var.alarm_name}" }
      }
    }]
  })
}

# Whoever reads the mailbox confirms it once.
resource "aws_sns_topic_subscription" "email" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = var.recipients.address
}

# Amazon Q Developer in chat applications, formerly AWS Chatbot. It passes on what the topic says, and nobody in the channel can do
# anything through it: its role has no statement, and what the guardrail leaves is nothing to write with.
resource "aws_chatbot_slack_channel_configuration" "alerts" {
  configuration_name = var.topic
  slack_team_id      = var.recipients.slack_workspace_id
  slack_channel_id   = var.recipients.slack_channel_id
  iam_role_arn       = "arn:aws:iam::${var.account_id}:role/${aws_iam_role.slack.name}"
  sns_topic_arns     = [local.topic_arn]

  # Unset, it would be AdministratorAccess.
  guardrail_policy_arns = ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]

  logging_level               = "NONE" # a log group would be made in another region, for ever
  user_authorization_required = false
}

resource "aws_iam_role" "slack" {
  name        = var.role
  description = "What Slack's side of the alerts is: nothing"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ChatOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "chatbot.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}
