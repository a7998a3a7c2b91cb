# The database, the pooler in front of it, and the cache.

# rds: pgbouncer, the migration task and the backup task. Not the applications, which go through pgbouncer.

resource "aws_security_group" "rds" {
  name        = var.names.database
  description = "The database"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.database }
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_pgbouncer" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.pgbouncer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
  description                  = "Pooled sessions of the applications"
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_migrations" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.migrations.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
  description                  = "Migrations hold an advisory lock, which a transaction pooler would drop"
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_backup_runner" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.backup_runner.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
  description                  = "The daily dump needs one session from beginning to end"
}

# ----------------------------------------------------------------------------------------------------------------------
# fargate-pgbouncer

resource "aws_security_group" "pgbouncer" {
  name        = var.names.pgbouncer
  description = "The connection pooler"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.pgbouncer }
}

resource "aws_vpc_security_group_ingress_rule" "pgbouncer_from_app" {
  security_group_id            = aws_security_group.pgbouncer.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.pgbouncer
  to_port                      = var.ports.pgbouncer
  description                  = "The applications"
}

resource "aws_vpc_security_group_egress_rule" "pgbouncer_to_rds" {
  security_group_id            = aws_security_group.pgbouncer.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
  description                  = "The database"
}

resource "aws_vpc_security_group_egress_rule" "pgbouncer_to_https" {
  security_group_id = aws_security_group.pgbouncer.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "Image, secrets and logs"
}

# ----------------------------------------------------------------------------------------------------------------------
# redis: the applications.

resource "aws_security_group" "cache" {
  name        = var.names.cache
  description = "The cache"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.cache }
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_app" {
  security_group_id            = aws_security_group.cache.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.redis
  to_port                      = var.ports.redis
  description                  = "The applications"
}
