terraform {
  required_version = "~> 1.11"

  # The root pins the exact version; a module says only what it is written for.
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
