terraform {
  # The same as the other roots; the exact version CI runs is in .terraform-version.
  required_version = "~> 1.11.4"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Exact: a provider release can change what a plan says, and the plan is what the policies judge.
      version = "= 5.100.0"
    }
  }

  # This root makes the bucket that it then keeps its own state in: infra/README.md says how the first apply goes.
  # A backend block takes literals only.
  backend "s3" {
    bucket       = "restartix-terraform-state"
    key          = "account/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true # S3's own conditional writes; there is no lock table
  }
}
