# The primary database. Sizes and parameters come from policies/data/architecture.yaml.

resource "aws_db_subnet_group" "this" {
  name        = local.database.identifier
  description = "The private subnets, both zones"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

resource "aws_db_parameter_group" "this" {
  # Named after the family: a new major version needs a new group beside the old one, not in its place.
  name        = "${local.database.identifier}-${local.database.parameter_family}"
  description = "Forced TLS, memory and connections for ${local.database.instance_class}"
  family      = local.database.parameter_family

  dynamic "parameter" {
    for_each = local.database.parameters

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
  identifier     = local.database.identifier
  engine         = local.database.engine
  engine_version = local.database.engine_version # the major version; minor ones arrive in the maintenance window
  instance_class = local.database.instance_class
  multi_az       = local.database.multi_az
  db_name        = "restartix"

  # The owner's password. Secrets Manager's restartix/production/database is where processes read it (in
  # DATABASE_DIRECT_URL), and the people who fill that secret hand the same value to the apply. A write-only argument
  # keeps it out of the plan and the state. RDS's own manage_master_user_password is not used: it would keep a second
  # secret, outside the restartix/production/ names that access is granted by, and rotate it every seven days under
  # connection URLs that only a restart of the tasks renews.
  username            = "restartix_owner"
  password_wo         = var.database_owner_password
  password_wo_version = var.database_owner_password_version

  # gp3 at this size comes with its baseline of 3000 IOPS, which is why none are asked for.
  storage_type          = local.database.storage.type
  allocated_storage     = local.database.storage.allocated_gib
  max_allocated_storage = local.database.storage.max_allocated_gib
  storage_encrypted     = true # under aws/rds until phase 2

  # Reachable from inside the VPC alone, by the flag, by the subnets and by the group.
  publicly_accessible    = false
  network_type           = "IPV4"
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.rds.id]
  port                   = local.architecture.ports.postgres
  parameter_group_name   = aws_db_parameter_group.this.name
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  # A retention above zero is also what turns on point-in-time restore. Windows in UTC: the small hours in Bucharest.
  backup_retention_period  = local.database.backup_retention_days
  backup_window            = "00:30-01:30"
  maintenance_window       = "sun:01:45-sun:02:45"
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  auto_minor_version_upgrade  = true
  allow_major_version_upgrade = false
  apply_immediately           = false # what restarts the database waits for the maintenance window

  performance_insights_enabled          = true
  performance_insights_retention_period = local.database.performance_insights_retention_days
  monitoring_interval                   = local.database.monitoring_interval_seconds
  monitoring_role_arn                   = local.role_arns.monitoring
  enabled_cloudwatch_logs_exports       = ["postgresql"]

  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${local.database.identifier}-final"

  lifecycle {
    prevent_destroy = true
  }

  # The log group first: RDS would create it itself, without a retention. The role's ARN is built (locals.tf), so its
  # existence has to be asked for by name.
  depends_on = [
    aws_cloudwatch_log_group.postgresql,
    aws_iam_role_policy_attachment.monitoring,
  ]
}

# The name is AWS's: the exported log of an instance goes here and nowhere else.
resource "aws_cloudwatch_log_group" "postgresql" {
  name              = local.scope.logs.database.postgresql.group
  retention_in_days = local.scope.logs.database.postgresql.retention_days

  lifecycle {
    precondition {
      condition     = local.scope.logs.database.postgresql.group == "/aws/rds/instance/${local.database.identifier}/postgresql"
      error_message = "The database's log group must carry the name that RDS derives from the instance's identifier."
    }
  }
}

# ----------------------------------------------------------------------------------------------------------------------
# Enhanced monitoring: RDS writes operating-system metrics under this role.

resource "aws_iam_role" "monitoring" {
  name        = local.roles.monitoring
  description = "RDS enhanced monitoring of this database"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RdsForThisDatabase"
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:rds:${var.region}:${var.account_id}:db:${local.database.identifier}" }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
