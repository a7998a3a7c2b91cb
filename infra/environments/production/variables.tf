variable "environment" {
  description = "The scope this root builds. Fixed: it is a variable so that a plan says which scope it belongs to."
  type        = string
  default     = "production"
  nullable    = false

  validation {
    condition     = var.environment == "production"
    error_message = "This root builds production and nothing else; another environment has a root of its own."
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
    condition     = var.region == module.architecture.everywhere.regions.home
    error_message = "The region is not the home region named in policies/data/architecture.yaml."
  }
}

variable "replica_region" {
  description = "The region of the copies of backups, where they are made. A variable for the same reason as the home region."
  type        = string
  default     = "eu-west-1"
  nullable    = false

  validation {
    condition     = var.replica_region == module.architecture.everywhere.regions.replica
    error_message = "The region is not the replica region named in policies/data/architecture.yaml."
  }
}

variable "azs" {
  description = "The two availability zones, in the order of the subnets. Named rather than looked up: the list AWS returns can change under a running VPC."
  type        = list(string)
  default     = ["eu-central-1a", "eu-central-1b"]
  nullable    = false

  validation {
    condition     = length(distinct(var.azs)) == 2 && length(var.azs) == 2
    error_message = "Exactly two different zones are needed."
  }

  validation {
    condition     = alltrue([for zone in var.azs : can(regex("^${module.architecture.everywhere.regions.home}[a-z]$", zone))])
    error_message = "Every zone must lie in the home region."
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

variable "profile" {
  description = "The profile in place of the one that policies/data/architecture.yaml puts this scope in: to see the plan of a change before it is made there. Null, as in every apply: the file's."
  type        = string
  default     = null

  validation {
    condition     = var.profile == null || contains(["day1", "telemetry", "phase2"], coalesce(var.profile, "none"))
    error_message = "The profile is day1, telemetry or phase2."
  }
}

variable "replicate_backups" {
  description = "Copy every backup to the second region. Off on day 1; turning it off again leaves what was copied, locked."
  type        = bool
  default     = false
  nullable    = false
}

variable "operations_permission_set" {
  description = "The IAM Identity Center permission set whose holders may assume the operations role. There are no IAM users to name."
  type        = string
  default     = "PlatformOperations"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@-]{1,32}$", var.operations_permission_set))
    error_message = "A permission set's name is 1 to 32 letters, digits or + = , . @ - (and no wildcard)."
  }
}

variable "database_owner_password" {
  description = "The password of the database's owner role. Ephemeral: it reaches AWS and neither the plan nor the state. It is used when the database is created and when database_owner_password_version is raised; on any other run every value of the right form will do, and none is sent."
  type        = string
  nullable    = false
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{32,128}$", var.database_owner_password))
    error_message = "32 to 128 letters, digits, dashes or underscores: long enough, and it stands unescaped in a connection URL."
  }
}

variable "database_owner_password_version" {
  description = "Raise by one to set database_owner_password anew; Terraform cannot see that a value it never stores has changed."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.database_owner_password_version >= 1 && floor(var.database_owner_password_version) == var.database_owner_password_version
    error_message = "The version is a whole number from 1 up."
  }
}

variable "secret_versions" {
  description = "Which secrets an apply writes, by their use in policies/data/architecture.yaml, and a number each: raise it to write the value anew. None on day 1, and none at the first apply, which makes the operations role that writes them."
  type        = map(number)
  default     = {}
  nullable    = false
}

variable "secret_values" {
  description = "The values of those secrets, by use and by the name in the secret's JSON. Ephemeral: they reach AWS and neither the plan nor the state. Needed on every run for each secret that has a number."
  type        = map(map(string))
  default     = {}
  nullable    = false
  ephemeral   = true
  sensitive   = true
}

variable "email_feedback" {
  description = "Tell Core API of bounces and complaints. False at the first apply: SNS calls Core API before it takes its address, and nothing answers yet."
  type        = bool
  default     = true
  nullable    = false
}

variable "offline" {
  description = "Plan without an AWS account: the provider then validates no credentials and asks nothing. For checks and fixtures; never apply with it."
  type        = bool
  default     = false
  nullable    = false
}
