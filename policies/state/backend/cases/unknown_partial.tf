# The rest comes from -backend-config.
# expect: undetermined scope:staging
terraform {
  backend "s3" {
    key = "k"
  }
}
variable "environment" {
  default = "staging"
}
resource "terraform_data" "one" {}
