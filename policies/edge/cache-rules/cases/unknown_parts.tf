# What a set is for, and what its rules are, is not known.
#
# expect: undetermined cloudflare_ruleset.phase
# expect: undetermined cloudflare_ruleset.rules

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "cloudflare_ruleset" "phase" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "main"
  kind    = "zone"
  phase   = terraform_data.unknown.output
  rules   = []
}

resource "cloudflare_ruleset" "rules" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "main"
  kind    = "zone"
  phase   = "http_request_cache_settings"
  rules   = terraform_data.unknown.output == "x" ? [] : [{ expression = "true", action = "set_cache_settings", action_parameters = { cache = false } }]
}
