# E-mail through SES: the domain that it is from, how it is sent, and what becomes of what does not arrive. Who may send stands in the
# sender's role (identity); which addresses are not written to again, in the account's suppression list (account).

# What holds for every message: over TLS or not at all.
resource "aws_sesv2_configuration_set" "this" {
  configuration_set_name = var.email.configuration_set

  delivery_options {
    tls_policy = "REQUIRE"
  }

  reputation_options {
    reputation_metrics_enabled = true # bounces and complaints by rate, which is what AWS stops senders for
  }

  sending_options {
    sending_enabled = true
  }

  suppression_options {
    suppressed_reasons = var.email.suppressed
  }
}

# The domain. SES signs with keys of its own (DKIM), which receivers find through three records in Cloudflare's zone (edge).
resource "aws_sesv2_email_identity" "this" {
  email_identity         = var.email.domain
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name # unless a message names another

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }
}

# The name that bounces go to, so that SPF is of the same domain as the sender.
resource "aws_sesv2_email_identity_mail_from_attributes" "this" {
  email_identity         = aws_sesv2_email_identity.this.email_identity
  mail_from_domain       = var.email.mail_from
  behavior_on_mx_failure = "USE_DEFAULT_VALUE" # while its records are missing, SES's own name: late is worse than unaligned
}
