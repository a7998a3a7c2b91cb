terraform {
  # Write-only arguments (the database password) need 1.11; the exact version CI runs is in .terraform-version.
  required_version = "~> 1.11.4"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Exact: a provider release can change what a plan says, and the plan is what the policies judge.
      version = "= 5.100.0"
    }
  }

  # The bucket is made by the account root (decision 42). A backend block takes literals only.
  backend "s3" {
    bucket       = "restartix-terraform-state"
    key          = "environments/staging/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true # S3's own conditional writes; there is no lock table
  }
}
