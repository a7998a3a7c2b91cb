# Tasks that run once and end, and go past the pooler to the database.

# migrations-runner: the one-shot migration task alone. Nothing connects to it.

resource "aws_security_group" "migrations" {
  name        = var.names.migrations
  description = "The one-shot migration task"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.migrations }
}

resource "aws_vpc_security_group_egress_rule" "migrations_to_rds" {
  security_group_id            = aws_security_group.migrations.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
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
  name        = var.names.backup
  description = "The daily database dump"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.backup }
}

resource "aws_vpc_security_group_egress_rule" "backup_runner_to_rds" {
  security_group_id            = aws_security_group.backup_runner.id
  referenced_security_group_id = aws_security_group.rds.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.postgres
  to_port                      = var.ports.postgres
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
