# Keys behind Cloudflare, an SPF record of somebody else, and a DMARC record that asks for nothing.
# expect: pass cloudflare_dns_record.dmarc
# expect: pass cloudflare_dns_record.dkim_s["a"]
# expect: pass cloudflare_dns_record.dkim_s["b"]
# expect: pass cloudflare_dns_record.dkim_s["c"]
# expect: pass cloudflare_dns_record.spf_s
# expect: pass cloudflare_dns_record.dmarc_s
# expect: pass cloudflare_dns_record.dkim["a"]
# expect: pass cloudflare_dns_record.dkim["b"]
# expect: pass cloudflare_dns_record.dkim["c"]
# expect: pass cloudflare_dns_record.spf
resource "cloudflare_dns_record" "dkim_s" {
  for_each = toset(["a", "b", "c"])
  zone_id  = "0123456789abcdef0123456789abcdef"
  name     = "${each.key}._domainkey.staging.restartix.pro"
  type     = "CNAME"
  content  = "${each.key}.dkim.amazonses.com"
  proxied  = false
  ttl      = 1
}
resource "cloudflare_dns_record" "spf_s" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "mail.staging.restartix.pro"
  type    = "TXT"
  content = "\"v=spf1 include:amazonses.com -all\""
  proxied = false
  ttl     = 1
}
resource "cloudflare_dns_record" "dmarc_s" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "_dmarc.staging.restartix.pro"
  type    = "TXT"
  content = "v=DMARC1; p=reject"
  proxied = false
  ttl     = 1
}
resource "cloudflare_dns_record" "dkim" {
  for_each = toset(["a", "b", "c"])
  zone_id  = "0123456789abcdef0123456789abcdef"
  name     = "${each.key}._domainkey.restartix.pro"
  type     = "CNAME"
  content  = "${each.key}.dkim.amazonses.com"
  proxied  = false
  ttl      = 1
}
resource "cloudflare_dns_record" "spf" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "mail.restartix.pro"
  type    = "TXT"
  content = "v=spf1 include:amazonses.com -all"
  proxied = false
  ttl     = 1
}
resource "cloudflare_dns_record" "dmarc" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "_dmarc.restartix.pro"
  type    = "TXT"
  content = "v=DMARC1; p=quarantine; rua=mailto:x@example.com"
  proxied = false
  ttl     = 1
}
variable "environment" {
  default = "edge"
}
