# One managed set is not there, the other is turned off; the limit is too high, bots are let through, and a rule skips the rest. What the sets are called is not known, which excuses nothing.
#
# expect: fail cloudflare_ruleset.managed at cloudflare_ruleset.managed rules
# expect: fail cloudflare_ruleset.managed at cloudflare_ruleset.managed rules
# expect: fail cloudflare_ruleset.limit at cloudflare_ruleset.limit rules
# expect: fail cloudflare_ruleset.skip at cloudflare_ruleset.skip rules[0]
# expect: fail cloudflare_bot_management.main at cloudflare_bot_management.main sbfm_definitely_automated

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_ruleset" "managed" {
  zone_id = local.zone
  name    = terraform_data.unknown.output
  kind    = "zone"
  phase   = "http_request_firewall_managed"

  rules = [{
    expression        = "true"
    action            = "execute"
    action_parameters = { id = "4814384a9e5d4991b9815dcfc25d2f1f", overrides = { enabled = false } }
  }]
}

resource "cloudflare_ruleset" "limit" {
  zone_id = local.zone
  name    = "limit"
  kind    = "zone"
  phase   = "http_ratelimit"

  rules = [{
    expression = "true"
    action     = "block"
    ratelimit  = { characteristics = ["cf.colo.id", "ip.src"], period = 10, requests_per_period = 301, mitigation_timeout = 60 }
  }]
}

resource "cloudflare_ruleset" "skip" {
  zone_id = local.zone
  name    = "skip"
  kind    = "zone"
  phase   = "http_request_firewall_custom"

  rules = [{ expression = "http.host eq \"a\"", action = "skip", action_parameters = { phases = ["http_request_firewall_managed"] } }]
}

resource "cloudflare_bot_management" "main" {
  zone_id                   = local.zone
  sbfm_definitely_automated = "allow"
}
