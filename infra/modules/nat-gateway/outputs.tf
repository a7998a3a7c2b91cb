output "public_ip" {
  description = "The address under which the platform appears to the services it calls."
  value       = aws_eip.this.public_ip
}

output "gateway_id" {
  description = "The gateway, for alarms on it."
  value       = aws_nat_gateway.this.id
}
