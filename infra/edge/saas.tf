# Customers' own names, through Cloudflare for SaaS. The names themselves, with their certificates, are made by Core API when a clinic
# enters one; here is where they lead. One zone has one such origin: production's.

resource "cloudflare_custom_hostname_fallback_origin" "this" {
  count = contains(keys(var.origins), "production") ? 1 : 0

  zone_id = var.zone_id
  # By the record's name, so that the record is there first.
  origin = cloudflare_dns_record.platform[local.saas_origins.production].name
}

# What a clinic's own record has to lead to.
resource "cloudflare_dns_record" "saas_target" {
  count = contains(keys(var.origins), "production") ? 1 : 0

  zone_id = var.zone_id
  name    = local.edge.saas.target
  type    = "CNAME"
  content = cloudflare_dns_record.platform[local.saas_origins.production].name
  proxied = true
  ttl     = 1
  comment = "Where customers' own names lead to"
}
