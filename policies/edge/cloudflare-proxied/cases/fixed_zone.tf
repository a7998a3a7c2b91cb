# Records past Cloudflare, a mode that checks nothing, a rule that takes it back, and no oldest version. The unknown address excuses nothing.
#
# expect: pass cloudflare_dns_record.direct
# expect: fail cloudflare_dns_record.default at cloudflare_dns_record.default proxied
# expect: fail cloudflare_dns_record.over at cloudflare_dns_record.over proxied
# expect: undetermined cloudflare_dns_record.address
# expect: pass cloudflare_zone_setting.ssl
# expect: fail cloudflare_ruleset.configuration at cloudflare_ruleset.configuration rules[0].action_parameters.ssl
# expect: fail missing:min_tls_version

variable "environment" {
  default = "edge"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_dns_record" "direct" {
  zone_id = local.zone
  name    = "a.restartix.pro"
  type    = "CNAME"
  content = "main-1234567890.eu-central-1.elb.amazonaws.com"
  proxied = true
  ttl     = 1
}

resource "cloudflare_dns_record" "default" {
  zone_id = local.zone
  name    = "b.restartix.pro"
  type    = "CNAME"
  content = "main-1234567890.eu-central-1.elb.amazonaws.com"
  ttl     = 1
}

resource "cloudflare_dns_record" "over" {
  zone_id = local.zone
  name    = "c.restartix.pro"
  type    = "CNAME"
  content = "a.restartix.pro"
  ttl     = 1
}

resource "cloudflare_dns_record" "address" {
  zone_id = local.zone
  name    = "d.restartix.pro"
  type    = "A"
  content = "203.0.113.1"
  ttl     = 1
}

resource "cloudflare_zone_setting" "ssl" {
  zone_id    = local.zone
  setting_id = "ssl"
  value      = "strict"
}

resource "cloudflare_ruleset" "configuration" {
  zone_id = local.zone
  name    = "configuration"
  kind    = "zone"
  phase   = "http_config_settings"
  rules   = [{ expression = "true", action = "set_config", action_parameters = { ssl = "flexible" } }]
}
