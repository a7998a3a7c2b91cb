provider "aws" {
  region = var.region

  # The wrong credentials fail here, before anything is read or changed. Offline there is no account to compare with.
  allowed_account_ids = var.offline ? null : [var.account_id]

  skip_credentials_validation = var.offline
  skip_requesting_account_id  = var.offline
  skip_metadata_api_check     = var.offline
  skip_region_validation      = var.offline

  # On every resource that takes tags. `environment` is also how an account scan and the budgets tell scopes apart.
  default_tags {
    tags = {
      environment = var.environment
      service     = var.service
      owner       = var.owner
    }
  }
}

# Copies of backups, and nothing else.
provider "aws" {
  alias  = "replica"
  region = var.replica_region

  # The wrong credentials fail here, before anything is read or changed. Offline there is no account to compare with.
  allowed_account_ids = var.offline ? null : [var.account_id]

  skip_credentials_validation = var.offline
  skip_requesting_account_id  = var.offline
  skip_metadata_api_check     = var.offline
  skip_region_validation      = var.offline

  # On every resource that takes tags. `environment` is also how an account scan and the budgets tell scopes apart.
  default_tags {
    tags = {
      environment = var.environment
      service     = var.service
      owner       = var.owner
    }
  }
}

# Writes values of secrets, as the role that may read them. Where none is to be written there is nothing to be, and before the first
# apply there is no such role.
provider "aws" {
  alias  = "operations"
  region = var.region

  # The wrong credentials fail here, before anything is read or changed. Offline there is no account to compare with.
  allowed_account_ids = var.offline ? null : [var.account_id]

  skip_credentials_validation = var.offline
  skip_requesting_account_id  = var.offline
  skip_metadata_api_check     = var.offline
  skip_region_validation      = var.offline

  dynamic "assume_role" {
    for_each = var.offline || length(var.secret_versions) == 0 ? [] : [module.architecture.role_arns.operations]

    content {
      role_arn     = assume_role.value
      session_name = "terraform-secret-values"
    }
  }
}
