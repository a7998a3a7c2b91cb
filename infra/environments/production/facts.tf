# Names, ARNs and numbers of this environment, from policies/data/architecture.yaml.

module "architecture" {
  source = "../../modules/architecture"

  environment = var.environment
  account_id  = var.account_id
  profile     = var.profile
}

locals {
  everywhere = module.architecture.everywhere
  scope      = module.architecture.scope
}
