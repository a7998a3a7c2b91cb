# Which origin it is, where the records lead, and how they are checked, is not known.
#
# expect: undetermined cloudflare_custom_hostname_fallback_origin.main

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
  origin  = terraform_data.unknown.output
}

resource "cloudflare_dns_record" "origin" {
  zone_id = local.zone
  name    = "origin.restartix.pro"
  type    = "CNAME"
  content = terraform_data.unknown.output
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
  value      = terraform_data.unknown.output
}
