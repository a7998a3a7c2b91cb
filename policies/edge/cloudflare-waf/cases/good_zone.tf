# Everything is on, and webhooks alone are spared the bots' challenge. What the sets are called is not known, and does not matter.
#
# expect: pass cloudflare_ruleset.managed
# expect: pass cloudflare_ruleset.limit
# expect: pass cloudflare_ruleset.webhooks
# expect: not-applicable cloudflare_ruleset.headers
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
    ratelimit  = { characteristics = ["cf.colo.id", "ip.src"], period = 10, requests_per_period = 200, mitigation_timeout = 600 }
  }]
}

resource "cloudflare_ruleset" "webhooks" {
  zone_id = local.zone
  name    = "webhooks"
  kind    = "zone"
  phase   = "http_request_firewall_custom"

  rules = [{
    expression        = "starts_with(http.request.uri.path, \"/webhooks/\")"
    action            = "skip"
    action_parameters = { phases = ["http_request_sbfm"] }
  }]
}

resource "cloudflare_ruleset" "headers" {
  zone_id = local.zone
  name    = "headers"
  kind    = "zone"
  phase   = "http_request_late_transform"
  rules   = []
}

resource "cloudflare_bot_management" "main" {
  zone_id                   = local.zone
  sbfm_definitely_automated = "block"
}
