# Everything is cached at first; pictures too long, files not at all. What the set is called is not known, which excuses nothing.
#
# expect: fail cloudflare_ruleset.main at cloudflare_ruleset.main rules
# expect: fail cloudflare_ruleset.main at cloudflare_ruleset.main rules
# expect: fail cloudflare_ruleset.main at cloudflare_ruleset.main rules
# expect: fail cloudflare_ruleset.main at cloudflare_ruleset.main rules[0]

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "cloudflare_ruleset" "main" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = terraform_data.unknown.output
  kind    = "zone"
  phase   = "http_request_cache_settings"
  rules   = [
    { expression = "true", action = "set_cache_settings", action_parameters = { cache = true } },
    {
      expression        = "starts_with(http.request.uri.path, \"/_next/image\")"
      action            = "set_cache_settings"
      action_parameters = { cache = true, edge_ttl = { mode = "override_origin", default = 86400 } }
    },
  ]
}
