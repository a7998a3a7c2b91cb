output "tls" {
  description = "The zone's TLS settings, by Cloudflare's names for them."
  value       = { for setting, resource in cloudflare_zone_setting.tls : setting => resource.value }
}

output "hosts" {
  description = "The names that visitors come to, each with the environment that it leads to."
  value       = local.hosts
}

output "saas_target" {
  description = "The name that a clinic's own record has to lead to. Nothing where production is not built."
  value       = one(cloudflare_dns_record.saas_target[*].name)
}
