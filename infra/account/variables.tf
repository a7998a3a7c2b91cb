variable "environment" {
  description = "The scope this root builds. Fixed: it is a variable so that a plan says which scope it belongs to."
  type        = string
  default     = "account"
  nullable    = false

  validation {
    condition     = var.environment == "account"
    error_message = "This root builds what the whole account shares and nothing else; an environment has a root of its own."
  }
}

variable "account_id" {
  description = "The AWS account. Passed in rather than looked up: ARNs built from it are known when the plan is made, and planning needs no account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account id is twelve digits."
  }
}

variable "region" {
  description = "The home region. A variable so that the plan itself says where things go; its only value is the home region of policies/data/architecture.yaml."
  type        = string
  default     = "eu-central-1"
  nullable    = false

  validation {
    condition     = var.region == local.architecture.regions.home
    error_message = "The region is not the home region named in policies/data/architecture.yaml."
  }
}

variable "service" {
  description = "The `service` tag: the product that the cost of these resources belongs to."
  type        = string
  default     = "restartix"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.service))
    error_message = "The service tag is lower-case letters, digits and dashes."
  }
}

variable "owner" {
  description = "The `owner` tag: the team to ask about these resources."
  type        = string
  default     = "platform"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.owner))
    error_message = "The owner tag is lower-case letters, digits and dashes."
  }
}

variable "budget_notification_address" {
  description = "The e-mail address that hears when an environment's costs near its budget: a team's list rather than a person's."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$", var.budget_notification_address))
    error_message = "This is not an e-mail address."
  }
}

variable "offline" {
  description = "Plan without an AWS account: the provider then validates no credentials and asks nothing. For checks and fixtures; never apply with it."
  type        = bool
  default     = false
  nullable    = false
}
