variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region, for ARNs."
  type        = string
  nullable    = false
}

variable "names" {
  description = "The secrets' names, by use; `encryption` among them."
  type        = map(string)
  nullable    = false

  validation {
    condition     = contains(keys(var.names), "encryption")
    error_message = "The encryption secret is missing."
  }

  validation {
    condition     = alltrue([for name in values(var.names) : can(regex("^restartix/[a-z]+/[a-z-]+$", name))])
    error_message = "A secret's name is restartix/ENVIRONMENT/NAME: access is granted by it."
  }
}

variable "entries" {
  description = "What each secret holds, by use: the names in its JSON."
  type        = map(list(string))
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.names), keys(var.entries))) == 0
    error_message = "A secret's entries are not said."
  }
}

variable "application_key_arn" {
  description = "The key of the encryption secret."
  type        = string
  nullable    = false
}

variable "readers" {
  description = "The roles that may read: the applications (the encryption secret alone), ECS when it starts a task, and operations."
  type = object({
    task       = string
    execution  = string
    operations = string
  })
  nullable = false
}
