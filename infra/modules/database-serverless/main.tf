# The primary database where it is mostly idle: Aurora PostgreSQL Serverless v2 with a single writer, which pauses when
# nobody is connected.

resource "aws_db_subnet_group" "this" {
  name        = var.database.identifier
  description = "The private subnets, both zones"
  subnet_ids  = var.subnet_ids
}

resource "aws_rds_cluster_parameter_group" "this" {
  # Named after the family: a new major version needs a new group beside the old one, not in its place.
  name        = "${var.database.identifier}-${var.database.parameter_family}"
  description = "Forced TLS and query statistics"
  family      = var.database.parameter_family

  dynamic "parameter" {
    for_each = var.database.parameters

    content {
      name  = parameter.key
      value = parameter.value
      # Only a restart changes what is preloaded.
      apply_method = parameter.key == "shared_preload_libraries" ? "pending-reboot" : "immediate"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster" "this" {
  cluster_identifier = var.database.identifier
  engine             = var.database.engine
  engine_mode        = "provisioned" # what Serverless v2 is called here; "serverless" is the version before it
  engine_version     = var.database.engine_version
  database_name      = "restartix"

  # As in the module of the instance: write-only, so in neither the plan nor the state, and not managed by RDS.
  master_username            = "restartix_owner"
  master_password_wo         = var.owner_password
  master_password_wo_version = var.owner_password_version

  serverlessv2_scaling_configuration {
    min_capacity             = var.database.capacity.min_acu
    max_capacity             = var.database.capacity.max_acu
    seconds_until_auto_pause = var.database.capacity.seconds_until_auto_pause
  }

  storage_encrypted = true # under aws/rds until phase 2

  network_type                    = "IPV4"
  db_subnet_group_name            = aws_db_subnet_group.this.name
  vpc_security_group_ids          = [var.security_group_id]
  port                            = var.port
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name

  # Windows in UTC: the small hours in Bucharest.
  backup_retention_period      = var.database.backup_retention_days
  preferred_backup_window      = "00:30-01:30"
  preferred_maintenance_window = "sun:01:45-sun:02:45"
  copy_tags_to_snapshot        = true

  allow_major_version_upgrade     = false
  apply_immediately               = false # what restarts the database waits for the maintenance window
  enabled_cloudwatch_logs_exports = ["postgresql"]

  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.database.identifier}-final"

  lifecycle {
    prevent_destroy = true
  }

  # The log group first: RDS would create it itself, without a retention.
  depends_on = [aws_cloudwatch_log_group.postgresql]
}

resource "aws_rds_cluster_instance" "writer" {
  identifier         = "${var.database.identifier}-writer"
  cluster_identifier = aws_rds_cluster.this.cluster_identifier
  engine             = var.database.engine
  engine_version     = var.database.engine_version
  instance_class     = var.database.instance_class
  availability_zone  = var.availability_zone

  # Reachable from inside the VPC alone. Left out, AWS would decide by the subnets.
  publicly_accessible  = false
  db_subnet_group_name = aws_db_subnet_group.this.name
  ca_cert_identifier   = "rds-ca-rsa2048-g1"

  auto_minor_version_upgrade   = true
  apply_immediately            = false
  copy_tags_to_snapshot        = true
  preferred_maintenance_window = "sun:02:45-sun:03:45"

  # Watching costs: either would keep a paused cluster from being free.
  performance_insights_enabled = false
  monitoring_interval          = 0
}

# The name is AWS's: the exported log of a cluster goes here and nowhere else.
resource "aws_cloudwatch_log_group" "postgresql" {
  name              = var.log.group
  retention_in_days = var.log.retention_days

  lifecycle {
    precondition {
      condition     = var.log.group == "/aws/rds/cluster/${var.database.identifier}/postgresql"
      error_message = "The database's log group must carry the name that RDS derives from the cluster's identifier."
    }
  }
}
