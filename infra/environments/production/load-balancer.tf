# The way in.

module "load_balancer" {
  source = "../../modules/load-balancer"

  name              = module.architecture.load_balancer
  vpc_id            = module.network.vpc_id
  subnet_ids        = [module.network.public_subnet_a_id, module.network.public_subnet_b_id]
  security_group_id = module.security_groups.load_balancer_id
  certificate_names = module.architecture.certificate_names
  tls_policy        = local.everywhere.routing.tls_policy
  target_groups     = module.architecture.target_groups
  hosts             = module.architecture.hosts
  default_service   = local.everywhere.routing.default
  ports             = local.everywhere.ports.services
  health_path       = local.everywhere.routing.health_path
}
