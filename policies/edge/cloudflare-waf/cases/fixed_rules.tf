# One managed set is not there, the other is turned off; the limit is too high, bots are let through, and a rule skips the rest. What the sets are called is not known, which excuses nothing.
#
# expect: pass cloudflare_ruleset.managed
# expect: pass cloudflare_ruleset.limit
# expect: pass cloudflare_bot_management.main

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

  rules = [
    { expression = "true", action = "execute", action_parameters = { id = "efb7b8c949ac4650a09736fc376e9aee" } },
    { expression = "true", action = "execute", action_parameters = { id = "4814384a9e5d4991b9815dcfc25d2f1f" } },
  ]
}

resource "cloudflare_ruleset" "limit" {
  zone_id = local.zone
  name    = "limit"
  kind    = "zone"
  phase   = "http_ratelimit"

  rules = [{
    expression = "true"
    action     = "block"
    ratelimit  = { characteristics = ["cf.colo.id", "ip.src"], period = 10, requests_per_period = 300, mitigation_timeout = 60 }
  }]
}

resource "cloudflare_bot_management" "main" {
  zone_id                   = local.zone
  sbfm_definitely_automated = "managed_challenge"
}
