output "tls" {
  description = "The zone's TLS settings, by Cloudflare's names for them."
  value       = { for setting, resource in cloudflare_zone_setting.tls : setting => resource.value }
}
