# Where a record leads, whether one is proxied, what a setting is and what it says, and what rules do, is not known.
#
# expect: undetermined cloudflare_dns_record.content
# expect: undetermined cloudflare_dns_record.proxied
# expect: undetermined cloudflare_dns_record.type
# expect: undetermined cloudflare_dns_record.over
# expect: undetermined cloudflare_zone_setting.which
# expect: undetermined cloudflare_zone_setting.ssl
# expect: undetermined cloudflare_ruleset.phase
# expect: undetermined cloudflare_ruleset.rules
# expect: undetermined missing:min_tls_version

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_dns_record" "content" {
  zone_id = local.zone
  name    = terraform_data.unknown.output
  type    = "CNAME"
  content = terraform_data.unknown.output
  proxied = false
  ttl     = 1
}

resource "cloudflare_dns_record" "proxied" {
  zone_id = local.zone
  name    = "b.restartix.pro"
  type    = "CNAME"
  content = "main-1234567890.eu-central-1.elb.amazonaws.com"
  proxied = terraform_data.unknown.output == "x"
  ttl     = 1
}

resource "cloudflare_dns_record" "type" {
  zone_id = local.zone
  name    = "c.restartix.pro"
  type    = terraform_data.unknown.output
  content = "203.0.113.1"
  ttl     = 1
}

resource "cloudflare_dns_record" "over" {
  zone_id = local.zone
  name    = "d.restartix.pro"
  type    = "CNAME"
  content = "elsewhere.restartix.pro"
  ttl     = 1
}

resource "cloudflare_zone_setting" "which" {
  zone_id    = local.zone
  setting_id = terraform_data.unknown.output
  value      = "strict"
}

resource "cloudflare_zone_setting" "ssl" {
  zone_id    = local.zone
  setting_id = "ssl"
  value      = terraform_data.unknown.output
}

resource "cloudflare_ruleset" "phase" {
  zone_id = local.zone
  name    = "phase"
  kind    = "zone"
  phase   = terraform_data.unknown.output
  rules   = []
}

resource "cloudflare_ruleset" "rules" {
  zone_id = local.zone
  name    = "rules"
  kind    = "zone"
  phase   = "http_config_settings"
  rules   = terraform_data.unknown.output == "x" ? [] : [{ expression = "true", action = "set_config", action_parameters = { ssl = "off" } }]
}
