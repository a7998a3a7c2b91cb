# No rules at all.
#
# expect: fail missing:http_request_cache_settings

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "cloudflare_ruleset" "other" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "main"
  kind    = "zone"
  phase   = "http_request_late_transform"
  rules   = []
}
