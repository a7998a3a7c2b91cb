# Redis: what is in it can be lost. Rate limits, slots held for minutes, copies of what the database has.

resource "aws_elasticache_subnet_group" "this" {
  name        = var.cache.id
  description = "The private subnets, both zones"
  subnet_ids  = var.subnet_ids
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.cache.id
  description          = "Rate limits, held slots and cached reads"
  engine               = "redis"
  engine_version       = var.cache.engine_version
  node_type            = var.cache.node_type
  parameter_group_name = var.cache.parameter_group

  num_cache_clusters         = 1 + var.cache.replicas
  automatic_failover_enabled = var.cache.replicas > 0
  multi_az_enabled           = var.cache.replicas > 0
  # The primary in the first zone, a replica in the other.
  preferred_cache_cluster_azs = slice(var.azs, 0, min(length(var.azs), 1 + var.cache.replicas))

  port               = var.port
  network_type       = "ipv4"
  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [var.security_group_id]

  at_rest_encryption_enabled = true # under AWS's own key
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"

  snapshot_retention_limit   = 0 # nothing here is worth restoring
  maintenance_window         = "sun:02:00-sun:03:00"
  auto_minor_version_upgrade = true
  apply_immediately          = false

  lifecycle {
    # The token that clients present is set by hand (README): the provider has no write-only argument for it, and an
    # ordinary one would stand in the state.
    ignore_changes = [auth_token]
  }
}
