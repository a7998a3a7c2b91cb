# How the zone speaks TLS, to visitors and to the load balancers behind it. Cloudflare's defaults accept TLS 1.0 from visitors,
# and a certificate of anybody's from an origin.

locals {
  # The same file that the policies judge by.
  architecture = yamldecode(file("${path.module}/../../policies/data/architecture.yaml"))
  edge         = local.architecture.edge

  # What the data says of those environments that there is something to lead to.
  scopes = { for environment, origin in var.origins : environment => local.architecture.scopes[environment] }

  tls = {
    # The origin has to show a certificate that is valid for its name.
    ssl              = local.edge.tls_mode
    min_tls_version  = local.edge.tls_minimum_version
    always_use_https = "on"
  }

  # Every name that visitors come to under the zone, from either environment.
  certificate_names = concat([local.edge.zone], flatten([
    for scope in ["production", "staging"] : [
      for name in local.architecture.routing.certificate : replace(name, "{domain}", local.architecture.scopes[scope].domain)
    ]
  ]))
}

resource "cloudflare_zone_setting" "tls" {
  for_each = local.tls

  zone_id    = var.zone_id
  setting_id = each.key
  value      = each.value
}

# The certificate that visitors see. The one that comes with the zone has one label below it alone: of `*.clinic.` and `*.portal.`
# it knows nothing. Customers' own names have theirs, through Cloudflare for SaaS.
resource "cloudflare_certificate_pack" "visitors" {
  zone_id               = var.zone_id
  type                  = "advanced"
  hosts                 = local.certificate_names
  certificate_authority = "lets_encrypt"
  validation_method     = "txt" # in the zone, so that Cloudflare answers itself
  validity_days         = 90
  cloudflare_branding   = false
}
