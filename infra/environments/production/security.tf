# Who may talk to whom around the database. A group holds no rules inline; each rule is a resource of its own, so that a
# change to one shows as one, and a finding can name it. A group without an ingress rule takes no connection at all.
#
# Egress is written out as well: a group that Terraform makes starts without any.

# ----------------------------------------------------------------------------------------------------------------------
# rds: pgbouncer, the migration task and the backup task. Not the applications, which go through pgbouncer.

resource "aws_security_group" "rds" {
  name        = local.security_groups.database
  description = "The database"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.security_groups.database }
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_pgbouncer" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.pgbouncer.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
  description                  = "Pooled sessions of the applications"
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_migrations" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.migrations.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
  description                  = "Migrations hold an advisory lock, which a transaction pooler would drop"
}

resource "aws_vpc_security_group_ingress_rule" "rds_from_backup_runner" {
  security_group_id            = aws_security_group.rds.id
  referenced_security_group_id = aws_security_group.backup_runner.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
  description                  = "The daily dump needs one session from beginning to end"
}

# ----------------------------------------------------------------------------------------------------------------------
# fargate-app: the applications' tasks. Its ingress comes with the load balancer.

resource "aws_security_group" "app" {
  name        = local.security_groups.app
  description = "Application tasks"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.security_groups.app }
}

resource "aws_vpc_security_group_egress_rule" "app_to_pgbouncer" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.pgbouncer.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.pgbouncer
  to_port                      = local.architecture.ports.pgbouncer
  description                  = "The database, pooled"
}

resource "aws_vpc_security_group_egress_rule" "app_to_https" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "AWS and the external services"
}

# ----------------------------------------------------------------------------------------------------------------------
# fargate-pgbouncer

resource "aws_security_group" "pgbouncer" {
  name        = local.security_groups.pgbouncer
  description = "The connection pooler"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.security_groups.pgbouncer }
}

resource "aws_vpc_security_group_ingress_rule" "pgbouncer_from_app" {
  security_group_id            = aws_security_group.pgbouncer.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.pgbouncer
  to_port                      = local.architecture.ports.pgbouncer
  description                  = "The applications"
}

resource "aws_vpc_security_group_egress_rule" "pgbouncer_to_rds" {
  security_group_id            = aws_security_group.pgbouncer.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
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
# migrations-runner: the one-shot migration task alone. Nothing connects to it.

resource "aws_security_group" "migrations" {
  name        = local.security_groups.migrations
  description = "The one-shot migration task"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.security_groups.migrations }
}

resource "aws_vpc_security_group_egress_rule" "migrations_to_rds" {
  security_group_id            = aws_security_group.migrations.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
  description                  = "The database, past the pooler"
}

resource "aws_vpc_security_group_egress_rule" "migrations_to_https" {
  security_group_id = aws_security_group.migrations.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "Image, secrets, logs and the Session Manager channel"
}

# ----------------------------------------------------------------------------------------------------------------------
# backup-runner: the daily dump. Nothing connects to it.

resource "aws_security_group" "backup_runner" {
  name        = local.security_groups.backup
  description = "The daily database dump"
  vpc_id      = aws_vpc.this.id

  tags = { Name = local.security_groups.backup }
}

resource "aws_vpc_security_group_egress_rule" "backup_runner_to_rds" {
  security_group_id            = aws_security_group.backup_runner.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = local.architecture.ports.postgres
  to_port                      = local.architecture.ports.postgres
  description                  = "The database, past the pooler"
}

resource "aws_vpc_security_group_egress_rule" "backup_runner_to_https" {
  security_group_id = aws_security_group.backup_runner.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "The backup bucket, image, secrets and logs"
}
