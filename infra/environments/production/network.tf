# The VPC, its way out, its endpoints and its security groups.

module "network" {
  source = "../../modules/network"

  name                 = module.architecture.vpc_name
  region               = var.region
  azs                  = var.azs
  vpc_cidr             = local.everywhere.network.vpc_cidr
  public_subnet_cidrs  = local.everywhere.network.public_subnet_cidrs
  private_subnet_cidrs = local.everywhere.network.private_subnet_cidrs
}

module "nat" {
  source = "../../modules/nat-gateway"

  name                     = module.architecture.vpc_name
  public_subnet_id         = module.network.public_subnet_a_id
  private_route_table_a_id = module.network.private_route_table_a_id
  private_route_table_b_id = module.network.private_route_table_b_id
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
  interface_endpoints  = length(local.scope.interface_endpoints) > 0
  nat_instance         = false
}

# What AWS asks of AWS stays off the NAT gateway, which charges by the gigabyte. In the gateway's zone alone, since each
# zone is charged for: should it fail, tasks in the other have neither way.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(local.scope.interface_endpoints)

  vpc_id              = module.network.vpc_id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true # the SDKs' ordinary host names lead to it
  subnet_ids          = [module.network.private_subnet_a_id]
  security_group_ids  = [module.security_groups.endpoints_id]

  tags = { Name = "${module.architecture.vpc_name}-${each.key}" }
}
