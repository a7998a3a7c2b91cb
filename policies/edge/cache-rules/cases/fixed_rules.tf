# Everything is cached at first; pictures too long, files not at all. What the set is called is not known, which excuses nothing.
#
# expect: pass cloudflare_ruleset.main

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
    { expression = "true", action = "set_cache_settings", action_parameters = { cache = false } },
    {
      expression        = "starts_with(http.request.uri.path, \"/_next/static/\")"
      action            = "set_cache_settings"
      action_parameters = { cache = true, edge_ttl = { mode = "override_origin", default = 31536000 } }
    },
    {
      expression        = "starts_with(http.request.uri.path, \"/_next/image\")"
      action            = "set_cache_settings"
      action_parameters = { cache = true, edge_ttl = { mode = "override_origin", default = 3600 } }
    },
  ]
}
