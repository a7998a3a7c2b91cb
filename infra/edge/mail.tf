# That mail from the platform is the platform's: signed (DKIM), from a server that may send it (SPF), and what to do with the rest (DMARC).
# Receivers read these themselves: not proxied.

locals {
  # SES makes three keys for a domain, and changes them behind these names.
  dkim = merge([
    for environment, origin in var.origins : {
      for token in origin.dkim_tokens : "${token}._domainkey.${local.scopes[environment].domain}" => "${token}.dkim.amazonses.com"
    }
  ]...)

  # By environment: the domain that mail is from, and the one below it that bounces go to.
  mail = {
    for environment, scope in local.scopes : environment => {
      domain    = scope.domain
      mail_from = replace(local.architecture.email.mail_from, "{domain}", scope.domain)
    }
  }
}

resource "cloudflare_dns_record" "dkim" {
  for_each = local.dkim

  zone_id = var.zone_id
  name    = each.key
  type    = "CNAME"
  content = each.value
  proxied = false
  ttl     = 1
  comment = "DKIM of SES"
}

resource "cloudflare_dns_record" "bounces" {
  for_each = local.mail

  zone_id  = var.zone_id
  name     = each.value.mail_from
  type     = "MX"
  priority = 10
  content  = "feedback-smtp.${local.architecture.regions.home}.amazonses.com"
  proxied  = false
  ttl      = 1
  comment  = "Bounces, to SES"
}

# SES sends for this name, and nobody else does. The domain above it has no SPF from here: it may have mail of its own elsewhere.
resource "cloudflare_dns_record" "spf" {
  for_each = local.mail

  zone_id = var.zone_id
  name    = each.value.mail_from
  type    = "TXT"
  content = "\"v=spf1 include:amazonses.com -all\""
  proxied = false
  ttl     = 1
  comment = "SPF of the name that bounces go to"
}

resource "cloudflare_dns_record" "dmarc" {
  for_each = local.mail

  zone_id = var.zone_id
  name    = "_dmarc.${each.value.domain}"
  type    = "TXT"
  content = "\"v=DMARC1; p=${local.architecture.email.dmarc_policy}\""
  proxied = false
  ttl     = 1
  comment = "What receivers do with mail that is not the platform's"
}
