# Nothing is on.
#
# expect: fail missing:http_request_firewall_managed
# expect: fail missing:http_ratelimit
# expect: fail missing:bot_management
# expect: not-applicable cloudflare_dns_record.main

variable "environment" {
  default = "edge"
}

resource "cloudflare_dns_record" "main" {
  zone_id = "0123456789abcdef0123456789abcdef"
  name    = "a.restartix.pro"
  type    = "A"
  content = "203.0.113.1"
  ttl     = 1
}
