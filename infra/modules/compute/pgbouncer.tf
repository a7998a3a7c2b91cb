# The pooler between the applications and the database. Its image writes its configuration from these settings when it starts; what
# they are called is the image's.

module "pgbouncer_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "pgbouncer")
  name               = "pgbouncer"
  image              = local.images["pgbouncer"]
  size               = var.services["pgbouncer"]
  architecture       = var.compute.architecture
  port               = var.pgbouncer_port
  environment        = merge(var.compute.pgbouncer, var.pgbouncer, { LISTEN_PORT = var.pgbouncer_port })
  log_group          = var.log_groups["pgbouncer"]
  execution_role_arn = var.role_arns.execution
  task_role_arn      = var.role_arns.session
  session            = contains(var.compute.sessions, "pgbouncer")

  # The database's host, its name, and the user that asks it for passwords: the image takes them from one URL. There is no other copy
  # of a host that has to be kept in step with the secret's.
  secrets = {
    DATABASE_URL = "${local.secrets.database}:DATABASE_PGBOUNCER_AUTH::"
  }

  # That it takes a connection, and no more: one that logged in would be one to the database, and keep it from pausing.
  health_check = {
    command     = ["CMD-SHELL", "nc -z 127.0.0.1 ${var.pgbouncer_port}"]
    interval    = 30
    timeout     = 5
    retries     = 3
    startPeriod = 10
  }
}

module "pgbouncer" {
  source = "../service"

  name                = "pgbouncer"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.pgbouncer_task.arn
  size                = var.services["pgbouncer"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["pgbouncer"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.pgbouncer_security_group_id]
  port                = var.pgbouncer_port
  discovery           = local.discovery
  session             = contains(var.compute.sessions, "pgbouncer")
}
