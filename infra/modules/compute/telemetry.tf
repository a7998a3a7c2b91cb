# Telemetry, where the profile has it: takes what browsers send, keeps it in its bucket, and tells core-api. No path to the database.

module "telemetry_task" {
  source = "../task"
  count  = var.telemetry ? 1 : 0

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "telemetry-api")
  name               = "telemetry-api"
  image              = local.images["telemetry-api"]
  size               = var.services["telemetry-api"]
  architecture       = var.compute.architecture
  port               = var.ports["telemetry-api"]
  log_group          = var.log_groups["telemetry-api"]
  execution_role_arn = var.role_arns.execution
  task_role_arn      = var.role_arns.telemetry
  session            = contains(var.compute.sessions, "telemetry-api")

  environment = {
    PORT             = var.ports["telemetry-api"]
    CORE_API_URL     = local.core_api_url
    TELEMETRY_BUCKET = var.telemetry_bucket
  }

  secrets = {
    TELEMETRY_SIGNING_KEY = "${local.secrets.telemetry}:TELEMETRY_SIGNING_KEY::"
  }
}

module "telemetry" {
  source = "../service"
  count  = var.telemetry ? 1 : 0

  name                = "telemetry-api"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.telemetry_task[0].arn
  size                = var.services["telemetry-api"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["telemetry-api"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.telemetry_security_group_id]
  port                = var.ports["telemetry-api"]
  target_group        = { arn = var.target_group_arns["telemetry-api"] }
  session             = contains(var.compute.sessions, "telemetry-api")
}
