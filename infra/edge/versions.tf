terraform {
  required_version = "~> 1.11.4"

  required_providers {
    cloudflare = {
      source = "cloudflare/cloudflare"
      # Exact, as in every root: a provider release can change what a plan says.
      version = "= 5.14.0"
    }
  }

  # The bucket is made by the account root (decision 42). A backend block takes literals only.
  backend "s3" {
    bucket       = "restartix-terraform-state"
    key          = "edge/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true # S3's own conditional writes; there is no lock table
  }
}
