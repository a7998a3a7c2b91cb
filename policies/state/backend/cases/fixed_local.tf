# expect: pass scope:account
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
  default = "account"
}
resource "terraform_data" "one" {}
