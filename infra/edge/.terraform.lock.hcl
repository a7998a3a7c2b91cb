# Written by hand, where the registry could not be reached: it pins the version, and has no checksums. `terraform init` adds them.

provider "registry.terraform.io/cloudflare/cloudflare" {
  version     = "5.14.0"
  constraints = "5.14.0"
}
