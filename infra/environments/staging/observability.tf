# What wakes somebody.

module "observability" {
  source = "../../modules/observability"

  account_id     = var.account_id
  region         = var.region
  topic          = module.architecture.alert_topic
  role           = module.architecture.roles.alerts
  dashboard      = module.architecture.dashboard
  alarm_name     = module.architecture.alarm_name
  recipients     = var.alerts
  alarms         = local.scope.alarms
  sources        = local.everywhere.alarm_sources
  cluster        = module.architecture.cluster
  services       = keys(module.architecture.service_logs)
  schedule_group = module.architecture.schedule_group
  load_balancer  = module.architecture.load_balancer

  load_balancer_arn_suffix  = module.load_balancer.arn_suffix
  target_group_arn_suffixes = module.load_balancer.target_group_arn_suffixes
  nat_id                    = module.nat.instance_id
  database                  = { DBClusterIdentifier = module.database.identifier }
}
