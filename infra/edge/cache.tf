# What Cloudflare keeps of what it passes on: files whose names change with their content, pictures for an hour, and nothing else. A
# page is one patient's or one clinic's, and is never kept, whatever its headers say. Of the rules that match, the last one holds.

resource "cloudflare_ruleset" "cache" {
  zone_id = var.zone_id
  name    = "What is cached"
  kind    = "zone"
  phase   = "http_request_cache_settings"

  rules = concat(
    [{
      ref               = "nothing"
      description       = "Pages, and whatever else there is: never"
      expression        = "true"
      action            = "set_cache_settings"
      action_parameters = { cache = false }
    }],
    [for kept in local.edge.cache : {
      ref         = kept.name
      description = "${kept.path}: ${kept.seconds} seconds"
      expression  = "starts_with(http.request.uri.path, \"${kept.path}\")"
      action      = "set_cache_settings"
      action_parameters = {
        cache = true
        edge_ttl = {
          mode    = "override_origin"
          default = kept.seconds
          # While a new version rolls out, a task of the old one has no such file: that answer is not kept for a year.
          status_code_ttl = [{ status_code_range = { from = 400, to = 599 }, value = -1 }]
        }
        # The services' own header, which says `immutable` for files that are.
        browser_ttl = { mode = "respect_origin" }
      }
    }],
  )
}
