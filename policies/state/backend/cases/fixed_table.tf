# Locked by a table, and not encrypted; whatever is not known of a resource.
# expect: pass scope:edge
terraform {
  backend "s3" {
    bucket       = "b"
    key          = "k"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
variable "environment" {
  default = "edge"
}
resource "terraform_data" "one" {}
resource "terraform_data" "two" {
  input = terraform_data.one.id
}
