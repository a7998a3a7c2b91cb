# What a set is for, what runs of a set, and what stops bots, is not known.
#
# expect: undetermined cloudflare_ruleset.phase
# expect: undetermined cloudflare_ruleset.managed
# expect: undetermined cloudflare_ruleset.skip
# expect: undetermined cloudflare_bot_management.main
# expect: undetermined missing:http_ratelimit

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_ruleset" "phase" {
  zone_id = local.zone
  name    = "phase"
  kind    = "zone"
  phase   = terraform_data.unknown.output
  rules   = []
}

resource "cloudflare_ruleset" "managed" {
  zone_id = local.zone
  name    = "managed"
  kind    = "zone"
  phase   = "http_request_firewall_managed"
  rules   = terraform_data.unknown.output == "x" ? [] : [{ expression = "true", action = "block" }]
}

resource "cloudflare_ruleset" "skip" {
  zone_id = local.zone
  name    = "skip"
  kind    = "zone"
  phase   = "http_request_firewall_custom"
  rules   = [{ expression = "true", action = "skip", action_parameters = { phases = [terraform_data.unknown.output] } }]
}

resource "cloudflare_bot_management" "main" {
  zone_id                   = local.zone
  sbfm_definitely_automated = terraform_data.unknown.output
}
