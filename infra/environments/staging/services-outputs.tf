output "load_balancer_dns_name" {
  description = "The load balancer's host name: the origin that Cloudflare's records name."
  value       = module.load_balancer.dns_name
}

output "validation_records" {
  description = "The records by which ACM validates the certificate and renews it: CNAMEs in Cloudflare's zone, not proxied."
  value       = module.load_balancer.validation_records
}
