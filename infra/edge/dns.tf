# The names that visitors come to. Each leads to the load balancer of its environment, through Cloudflare: a record that is not
# proxied would tell everybody where the load balancer is, and go round the firewall.

locals {
  hosts = merge([
    for environment, scope in local.scopes : {
      for service, host in local.architecture.routing.hosts : replace(host, "{domain}", scope.domain) => environment
      if service != "telemetry-api" || local.architecture.profiles[scope.profile].telemetry
    }
  ]...)

  # The host that customers' names are answered from, by environment (saas.tf).
  saas_origins = { for environment, scope in local.scopes : environment => replace(local.edge.saas.origin, "{domain}", scope.domain) }
}

resource "cloudflare_dns_record" "platform" {
  for_each = merge(local.hosts, { for environment, host in local.saas_origins : host => environment })

  zone_id = var.zone_id
  name    = each.key
  type    = "CNAME"
  content = var.origins[each.value].load_balancer
  proxied = true
  ttl     = 1 # automatic, as for every proxied record
  comment = "The load balancer of ${each.value}"
}

# By which ACM sees that the load balancer's certificate is for names of ours, for the first time and at every renewal. ACM validates by
# CNAME (decision 33), and has to see it itself: not proxied.
resource "cloudflare_dns_record" "certificate_validation" {
  for_each = merge([for environment, origin in var.origins : { for record in origin.validation_records : trimsuffix(record.name, ".") => record }]...)

  zone_id = var.zone_id
  name    = each.key
  type    = each.value.type
  content = trimsuffix(each.value.value, ".")
  proxied = false
  ttl     = 1
  comment = "Certificate of a load balancer"
}
