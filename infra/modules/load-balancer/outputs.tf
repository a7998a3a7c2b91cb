output "target_group_arns" {
  description = "The target groups, by service: given once the listeners lead to them, since ECS takes none that no load balancer has."
  value       = { for service, group in aws_lb_target_group.this : service => group.arn }
  depends_on  = [aws_lb_listener.https, aws_lb_listener_rule.host]
}

output "dns_name" {
  description = "The load balancer's host name, which Cloudflare's records name as the origin."
  value       = aws_lb.this.dns_name
}

output "arn_suffix" {
  description = "What metrics call the load balancer."
  value       = aws_lb.this.arn_suffix
}

output "target_group_arn_suffixes" {
  description = "What metrics call the target groups, by service."
  value       = { for service, group in aws_lb_target_group.this : service => group.arn_suffix }
}

output "validation_records" {
  description = "The records by which ACM validates the certificate: CNAMEs, in Cloudflare's zone, not proxied."
  value = [
    for option in aws_acm_certificate.this.domain_validation_options : {
      name  = option.resource_record_name
      type  = option.resource_record_type
      value = option.resource_record_value
    }
  ]
}
