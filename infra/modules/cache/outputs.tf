output "primary_endpoint" {
  description = "The host of the primary: with `rediss://` and the token it makes REDIS_URL."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}
