# No origin at all.
#
# expect: fail missing:origin.restartix.pro

variable "environment" {
  default = "edge"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  zone = "0123456789abcdef0123456789abcdef"
}

resource "cloudflare_dns_record" "origin" {
  zone_id = local.zone
  name    = "origin.restartix.pro"
  type    = "CNAME"
  content = "main-1234567890.eu-central-1.elb.amazonaws.com"
  proxied = true
  ttl     = 1
}
