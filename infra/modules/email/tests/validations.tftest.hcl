# What the module refuses, and what SES is told.

mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:restartix-test-email-feedback" }
  }
}

variables {
  account_id = "123456789012"
  region     = "eu-central-1"
  subscribe  = true

  email = {
    domain            = "restartix.pro"
    mail_from         = "mail.restartix.pro"
    configuration_set = "restartix-test"
    suppressed        = ["BOUNCE", "COMPLAINT"]
    feedback_topic    = "restartix-test-email-feedback"
    feedback_endpoint = "https://api.restartix.pro/webhooks/ses"
  }
}

run "how_mail_is_sent" {
  command = plan

  assert {
    condition     = aws_sesv2_configuration_set.this.delivery_options[0].tls_policy == "REQUIRE"
    error_message = "Mail goes out without TLS."
  }

  assert {
    condition     = aws_sesv2_email_identity.this.configuration_set_name == "restartix-test" && aws_sesv2_email_identity.this.dkim_signing_attributes[0].next_signing_key_length == "RSA_2048_BIT"
    error_message = "A message that names no configuration set has none, or is signed by a short key."
  }

  assert {
    condition     = aws_sesv2_email_identity_mail_from_attributes.this.mail_from_domain == "mail.restartix.pro"
    error_message = "Bounces go to SES's own name."
  }
}

run "what_becomes_of_feedback" {
  command = plan

  assert {
    condition     = toset(aws_sesv2_configuration_set_event_destination.feedback.event_destination[0].matching_event_types) == toset(["BOUNCE", "COMPLAINT"])
    error_message = "A bounce or a complaint is told to nobody."
  }

  assert {
    condition     = aws_sesv2_configuration_set_event_destination.feedback.event_destination[0].sns_destination[0].topic_arn == "arn:aws:sns:eu-central-1:123456789012:restartix-test-email-feedback"
    error_message = "Feedback goes to another topic."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.feedback.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"] == "arn:aws:ses:eu-central-1:123456789012:configuration-set/restartix-test"
    error_message = "Anybody's SES may publish."
  }

  assert {
    condition     = aws_sns_topic_subscription.feedback[0].endpoint == "https://api.restartix.pro/webhooks/ses"
    error_message = "Core API does not hear of it."
  }
}

run "nobody_answers_yet" {
  command = plan

  variables {
    subscribe = false
  }

  assert {
    condition     = length(aws_sns_topic_subscription.feedback) == 0
    error_message = "An apply would wait for an answer that does not come."
  }
}

run "bounces_to_somebody_else" {
  command = plan

  variables {
    email = merge(var.email, { mail_from = "mail.example.com" })
  }

  expect_failures = [var.email]
}

run "complaints_alone" {
  command = plan

  variables {
    email = merge(var.email, { suppressed = ["COMPLAINT"] })
  }

  expect_failures = [var.email]
}

run "feedback_in_clear_text" {
  command = plan

  variables {
    email = merge(var.email, { feedback_endpoint = "http://api.restartix.pro/webhooks/ses" })
  }

  expect_failures = [var.email]
}
