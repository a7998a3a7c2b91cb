# E-mail: the domain, how it is sent, and what becomes of what does not arrive.

module "email" {
  source = "../../modules/email"

  account_id = var.account_id
  region     = var.region
  email      = module.architecture.email
  subscribe  = var.email_feedback
}
