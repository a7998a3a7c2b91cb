# Terraform's state of every root, this one included. Old versions stay: each is a way back from a broken state.
# ./bootstrap makes it before there is a bucket to keep state in.

module "state_bucket" {
  source = "../modules/bucket"

  name                = local.buckets.terraform_state
  tls_minimum_version = local.architecture.storage.tls_minimum_version
}
