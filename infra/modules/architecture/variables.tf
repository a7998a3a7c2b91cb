variable "environment" {
  description = "The scope: staging or production."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "An environment is staging or production."
  }
}

variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account id is twelve digits."
  }
}

variable "profile" {
  description = "The profile in place of the one that the scope is in. Null: the scope's own."
  type        = string
  default     = null

  validation {
    condition     = var.profile == null || contains(keys(local.architecture.profiles), coalesce(var.profile, "none"))
    error_message = "The profile is none of those in policies/data/architecture.yaml."
  }
}
