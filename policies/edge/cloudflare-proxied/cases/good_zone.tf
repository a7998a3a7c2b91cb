# A load balancer's record, one over it, an address, and what leads to none; TLS as it has to be. What a text says is not known.
#
# expect: pass cloudflare_dns_record.main["a.restartix.pro"]
# expect: pass cloudflare_dns_record.main["b.restartix.pro"]
# expect: pass cloudflare_dns_record.main["c.restartix.pro"]
# expect: pass cloudflare_dns_record.main["d.restartix.pro"]
# expect: not-applicable cloudflare_dns_record.main["e.restartix.pro"]
# expect: not-applicable cloudflare_dns_record.main["f.restartix.pro"]
# expect: not-applicable cloudflare_dns_record.text
# expect: pass cloudflare_zone_setting.ssl
# expect: pass cloudflare_zone_setting.oldest
# expect: not-applicable cloudflare_zone_setting.other
# expect: pass cloudflare_ruleset.configuration

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"

  records = {
    "a.restartix.pro" = ["CNAME", "main-1234567890.eu-central-1.elb.amazonaws.com", true]
    "b.restartix.pro" = ["CNAME", "a.restartix.pro", true]
    "c.restartix.pro" = ["CNAME", "main-0123456789abcdef.elb.eu-central-1.amazonaws.com.", true]
    "d.restartix.pro" = ["A", "203.0.113.1", true]
    "e.restartix.pro" = ["MX", "feedback-smtp.eu-central-1.amazonses.com", false]
    "f.restartix.pro" = ["CNAME", "_b1.acm-validations.aws", false]
  }
}

resource "cloudflare_dns_record" "main" {
  for_each = local.records

  zone_id = local.zone
  name    = each.key
  type    = each.value[0]
  content = each.value[1]
  proxied = each.value[2]
  ttl     = 1
}

resource "cloudflare_dns_record" "text" {
  zone_id = local.zone
  name    = "g.restartix.pro"
  type    = "TXT"
  content = terraform_data.unknown.output
  ttl     = 1
}

resource "cloudflare_zone_setting" "ssl" {
  zone_id    = local.zone
  setting_id = "ssl"
  value      = "strict"
}

resource "cloudflare_zone_setting" "oldest" {
  zone_id    = local.zone
  setting_id = "min_tls_version"
  value      = "1.3"
}

resource "cloudflare_zone_setting" "other" {
  zone_id    = local.zone
  setting_id = "always_use_https"
  value      = "on"
}

resource "cloudflare_ruleset" "configuration" {
  zone_id = local.zone
  name    = "configuration"
  kind    = "zone"
  phase   = "http_config_settings"

  rules = [
    { expression = "true", action = "set_config", action_parameters = { ssl = "strict" } },
    { expression = "true", action = "set_config", action_parameters = { bic = true } },
    { expression = "true", action = "set_config", action_parameters = { ssl = "off" }, enabled = false },
  ]
}
