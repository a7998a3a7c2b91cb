output "dkim_tokens" {
  description = "The names of the domain's three DKIM keys: for the records in Cloudflare's zone."
  value       = aws_sesv2_email_identity.this.dkim_signing_attributes[0].tokens
}
