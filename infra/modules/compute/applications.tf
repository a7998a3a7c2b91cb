# The applications: core-api, which holds what the others show, and its three faces. Each is a task definition and the service that
# runs it. Every secret is named one by one, so that a task gets what it needs and no more.

module "core_api_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "core-api")
  name               = "core-api"
  image              = local.images["core-api"]
  size               = var.services["core-api"]
  architecture       = var.compute.architecture
  port               = var.ports["core-api"]
  environment        = { PORT = var.ports["core-api"] }
  log_group          = var.log_groups["core-api"]
  execution_role_arn = var.role_arns.execution
  task_role_arn      = var.role_arns.task
  session            = contains(var.compute.sessions, "core-api")

  secrets = merge(
    {
      DATABASE_URL              = "${local.secrets.database}:DATABASE_URL::"
      DATABASE_APP_URL          = "${local.secrets.database}:DATABASE_APP_URL::"
      REDIS_URL                 = "${local.secrets.redis}:REDIS_URL::"
      ENCRYPTION_KEYS           = "${local.secrets.encryption}:ENCRYPTION_KEYS::"
      CLERK_WEBHOOK_SECRET      = "${local.secrets.clerk}:CLERK_WEBHOOK_SECRET::"
      CLOUDFLARE_SAAS_API_TOKEN = "${local.secrets.cloudflare}:CLOUDFLARE_SAAS_API_TOKEN::"
      SES_FROM_ADDRESS          = "${local.secrets.email_bootstrap}:SES_FROM_ADDRESS::"
      SES_CONFIGURATION_SET     = "${local.secrets.email_bootstrap}:SES_CONFIGURATION_SET::"
      AWS_BUCKET_NAME           = "${local.secrets.storage_bootstrap}:AWS_BUCKET_NAME::"
      CLERK_SECRET_KEY          = "${local.secrets.clerk_bootstrap}:CLERK_SECRET_KEY::"
    },
    # It signs the sessions that telemetry verifies.
    var.telemetry ? { TELEMETRY_SIGNING_KEY = "${local.secrets.telemetry}:TELEMETRY_SIGNING_KEY::" } : {},
  )
}

module "core_api" {
  source = "../service"

  name                = "core-api"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.core_api_task.arn
  size                = var.services["core-api"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["core-api"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.core_api_security_group_id, var.app_security_group_id]
  port                = var.ports["core-api"]
  target_group        = { arn = var.target_group_arns["core-api"] }
  discovery           = local.discovery
  session             = contains(var.compute.sessions, "core-api")
}

# ----------------------------------------------------------------------------------------------------------------------
# Clinic, portal and console ask core-api for everything: they have no secret, and are nobody in AWS.

module "clinic_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "clinic")
  name               = "clinic"
  image              = local.images["clinic"]
  size               = var.services["clinic"]
  architecture       = var.compute.architecture
  port               = var.ports["clinic"]
  environment        = { PORT = var.ports["clinic"], CORE_API_URL = local.core_api_url }
  log_group          = var.log_groups["clinic"]
  execution_role_arn = var.role_arns.execution
  session            = contains(var.compute.sessions, "clinic")
}

module "clinic" {
  source = "../service"

  name                = "clinic"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.clinic_task.arn
  size                = var.services["clinic"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["clinic"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.app_security_group_id]
  port                = var.ports["clinic"]
  target_group        = { arn = var.target_group_arns["clinic"] }
  session             = contains(var.compute.sessions, "clinic")
}

module "portal_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "portal")
  name               = "portal"
  image              = local.images["portal"]
  size               = var.services["portal"]
  architecture       = var.compute.architecture
  port               = var.ports["portal"]
  environment        = { PORT = var.ports["portal"], CORE_API_URL = local.core_api_url }
  log_group          = var.log_groups["portal"]
  execution_role_arn = var.role_arns.execution
  session            = contains(var.compute.sessions, "portal")
}

module "portal" {
  source = "../service"

  name                = "portal"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.portal_task.arn
  size                = var.services["portal"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["portal"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.app_security_group_id]
  port                = var.ports["portal"]
  target_group        = { arn = var.target_group_arns["portal"] }
  session             = contains(var.compute.sessions, "portal")
}

module "console_task" {
  source = "../task"

  account_id         = var.account_id
  region             = var.region
  family             = replace(var.task_families, "*", "console")
  name               = "console"
  image              = local.images["console"]
  size               = var.services["console"]
  architecture       = var.compute.architecture
  port               = var.ports["console"]
  environment        = { PORT = var.ports["console"], CORE_API_URL = local.core_api_url }
  log_group          = var.log_groups["console"]
  execution_role_arn = var.role_arns.execution
  session            = contains(var.compute.sessions, "console")
}

module "console" {
  source = "../service"

  name                = "console"
  cluster             = var.cluster
  cluster_arn         = local.cluster_arn
  task_definition_arn = module.console_task.arn
  size                = var.services["console"]
  autoscaling         = var.compute.autoscaling
  capacity_provider   = coalesce(var.services["console"].capacity_provider, var.capacity_provider)
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.app_security_group_id]
  port                = var.ports["console"]
  target_group        = { arn = var.target_group_arns["console"] }
  session             = contains(var.compute.sessions, "console")
}
