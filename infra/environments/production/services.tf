# Everything that runs.

module "compute" {
  source = "../../modules/compute"

  account_id        = var.account_id
  region            = var.region
  cluster           = module.architecture.cluster
  namespace         = module.architecture.namespace
  task_families     = module.architecture.task_families
  schedule_group    = module.architecture.schedule_group
  compute           = local.everywhere.compute
  services          = local.scope.services
  capacity_provider = local.scope.capacity_provider
  pgbouncer         = local.scope.pgbouncer
  schedules         = local.scope.schedules
  daily_dump        = local.scope.daily_dump
  repositories      = module.architecture.repositories
  images            = var.images
  ports             = local.everywhere.ports.services
  pgbouncer_port    = local.everywhere.ports.pgbouncer
  secrets           = module.architecture.secrets
  log_groups        = module.logs.groups
  role_arns         = module.architecture.role_arns
  telemetry         = module.architecture.telemetry
  telemetry_bucket  = module.architecture.buckets.telemetry
  backup_bucket     = module.architecture.buckets.backup

  vpc_id            = module.network.vpc_id
  subnet_ids        = [module.network.private_subnet_a_id, module.network.private_subnet_b_id]
  target_group_arns = module.load_balancer.target_group_arns

  app_security_group_id           = module.security_groups.app_id
  core_api_security_group_id      = module.security_groups.core_api_id
  telemetry_security_group_id     = module.security_groups.telemetry_id
  pgbouncer_security_group_id     = module.security_groups.pgbouncer_id
  backup_runner_security_group_id = module.security_groups.backup_runner_id

  # The roles are named by ARNs that are built, and a task that starts before they may do anything does not start.
  depends_on = [module.identity]
}
