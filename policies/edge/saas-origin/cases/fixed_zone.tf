# Another origin; its record is not proxied, the target leads elsewhere, and no certificate is checked. The unknown setting excuses nothing.
#
# expect: pass cloudflare_custom_hostname_fallback_origin.main

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_custom_hostname_fallback_origin" "main" {
  zone_id = local.zone
  origin  = "origin.restartix.pro"
}

resource "cloudflare_dns_record" "origin" {
  zone_id = local.zone
  name    = "origin.restartix.pro"
  type    = "CNAME"
  content = "main-1234567890.eu-central-1.elb.amazonaws.com"
  proxied = true
  ttl     = 1
}

resource "cloudflare_dns_record" "target" {
  zone_id = local.zone
  name    = "cname.restartix.pro"
  type    = "CNAME"
  content = "origin.restartix.pro"
  proxied = true
  ttl     = 1
}

resource "cloudflare_zone_setting" "ssl" {
  zone_id    = local.zone
  setting_id = "ssl"
  value      = "strict"
}

resource "cloudflare_zone_setting" "other" {
  zone_id    = local.zone
  setting_id = "min_tls_version"
  value      = terraform_data.unknown.output
}
