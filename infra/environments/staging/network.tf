# The VPC, its way out and its security groups.

module "network" {
  source = "../../modules/network"

  name                 = module.architecture.vpc_name
  region               = var.region
  azs                  = var.azs
  vpc_cidr             = local.everywhere.network.vpc_cidr
  public_subnet_cidrs  = local.everywhere.network.public_subnet_cidrs
  private_subnet_cidrs = local.everywhere.network.private_subnet_cidrs
}

# In the zone where everything of staging runs; the second zone's subnets are there and empty.
module "nat" {
  source = "../../modules/nat-instance"

  name                     = module.architecture.vpc_name
  public_subnet_id         = module.network.public_subnet_a_id
  private_route_table_a_id = module.network.private_route_table_a_id
  private_route_table_b_id = module.network.private_route_table_b_id
  private_subnet_cidrs     = local.everywhere.network.private_subnet_cidrs
  security_group_id        = module.security_groups.nat_id
  instance_type            = local.scope.nat_instance_type
  ami_id                   = var.nat_ami_id
}

module "security_groups" {
  source = "../../modules/security-groups"

  vpc_id               = module.network.vpc_id
  vpc_cidr             = local.everywhere.network.vpc_cidr
  private_subnet_cidrs = local.everywhere.network.private_subnet_cidrs
  names                = module.architecture.security_groups
  ports                = local.everywhere.ports
  cloudflare           = module.architecture.cloudflare
  telemetry            = module.architecture.telemetry
  interface_endpoints  = false # decided by cost: the NAT instance has no price per gigabyte
  nat_instance         = true
}
