# The primary database: PostgreSQL on an RDS instance.

locals {
  # Built: the role's own ARN is unknown until it exists.
  monitoring_role_arn = "arn:aws:iam::${var.account_id}:role/${var.monitoring_role}"
}

resource "aws_db_subnet_group" "this" {
  name        = var.database.identifier
  description = "The private subnets, both zones"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  # Named after the family: a new major version needs a new group beside the old one, not in its place.
  name        = "${var.database.identifier}-${var.database.parameter_family}"
  description = "Forced TLS, memory and connections for ${var.database.instance_class}"
  family      = var.database.parameter_family

  dynamic "parameter" {
    for_each = var.database.parameters

    content {
      name  = parameter.key
      value = parameter.value
      # AWS rejects "immediate" for these three, which only a restart can change.
      apply_method = contains(["max_connections", "shared_buffers", "shared_preload_libraries"], parameter.key) ? "pending-reboot" : "immediate"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier     = var.database.identifier
  engine         = var.database.engine
  engine_version = var.database.engine_version # the major version; minor ones arrive in the maintenance window
  instance_class = var.database.instance_class
  multi_az       = var.database.multi_az
  db_name        = "restartix"

  # The owner's password. Processes read it from the environment's database secret (in DATABASE_DIRECT_URL), and the people
  # who fill that secret hand the same value to the apply. A write-only argument keeps it out of the plan and the state.
  # RDS's own manage_master_user_password is not used: it would keep a second secret, outside the names that access is
  # granted by, and rotate it every seven days under connection URLs that only a restart of the tasks renews.
  username            = "restartix_owner"
  password_wo         = var.owner_password
  password_wo_version = var.owner_password_version

  # gp3 at this size comes with its baseline of 3000 IOPS, which is why none are asked for.
  storage_type          = var.database.storage.type
  allocated_storage     = var.database.storage.allocated_gib
  max_allocated_storage = var.database.storage.max_allocated_gib
  storage_encrypted     = true # under aws/rds until phase 2

  # Reachable from inside the VPC alone, by the flag, by the subnets and by the group.
  publicly_accessible    = false
  network_type           = "IPV4"
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  port                   = var.port
  parameter_group_name   = aws_db_parameter_group.this.name
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  # A retention above zero is also what turns on point-in-time restore. Windows in UTC: the small hours in Bucharest.
  backup_retention_period  = var.database.backup_retention_days
  backup_window            = "00:30-01:30"
  maintenance_window       = "sun:01:45-sun:02:45"
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  auto_minor_version_upgrade  = true
  allow_major_version_upgrade = false
  apply_immediately           = false # what restarts the database waits for the maintenance window

  performance_insights_enabled          = true
  performance_insights_retention_period = var.database.performance_insights_retention_days
  monitoring_interval                   = var.database.monitoring_interval_seconds
  monitoring_role_arn                   = local.monitoring_role_arn
  enabled_cloudwatch_logs_exports       = ["postgresql"]

  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.database.identifier}-final"

  lifecycle {
    prevent_destroy = true
  }

  # The log group first: RDS would create it itself, without a retention. The role's ARN is built, so its
  # existence has to be asked for by name.
  depends_on = [
    aws_cloudwatch_log_group.postgresql,
    aws_iam_role_policy_attachment.monitoring,
  ]
}

# The name is AWS's: the exported log of an instance goes here and nowhere else.
resource "aws_cloudwatch_log_group" "postgresql" {
  name              = var.log.group
  retention_in_days = var.log.retention_days

  lifecycle {
    precondition {
      condition     = var.log.group == "/aws/rds/instance/${var.database.identifier}/postgresql"
      error_message = "The database's log group must carry the name that RDS derives from the instance's identifier."
    }
  }
}
