# expect: pass scope:production
terraform {
  backend "s3" {
    bucket       = "b"
    key          = "k"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
resource "terraform_data" "one" {}
