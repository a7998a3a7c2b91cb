# The only set may be the one.
#
# expect: undetermined cloudflare_ruleset.phase
# expect: undetermined missing:http_request_cache_settings

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
