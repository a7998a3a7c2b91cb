# How the zone speaks TLS, to visitors and to the load balancers behind it. Cloudflare's defaults accept TLS 1.0 from visitors,
# and a certificate of anybody's from an origin.

locals {
  architecture = yamldecode(file("${path.module}/../../policies/data/architecture.yaml"))

  tls = {
    # "strict": the origin has to show a certificate that is valid for its name.
    ssl              = "strict"
    min_tls_version  = local.architecture.edge.tls_minimum_version
    always_use_https = "on"
  }
}

resource "cloudflare_zone_setting" "tls" {
  for_each = local.tls

  zone_id    = var.zone_id
  setting_id = each.key
  value      = each.value
}
